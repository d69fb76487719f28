/** Measures codecs beside the AWS SDK's Enhanced client; started by hand, no test. */
@NullMarked
package dev.stator.records.processor.measure;

import org.jspecify.annotations.NullMarked;
