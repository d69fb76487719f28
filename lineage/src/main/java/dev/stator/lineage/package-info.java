/**
 * Which code touches which DynamoDB table: a static analysis of Python sources that use boto3,
 * aioboto3 or aiobotocore.
 *
 * <p>The one way in is {@link dev.stator.lineage.Lineage#analyze}. Nothing of the analysed code is
 * ever executed.
 */
@NullMarked
package dev.stator.lineage;

import org.jspecify.annotations.NullMarked;
