package dev.stator.bench.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A kernel that does not sign is fast: both must have made a signature. */
class SigningKernelsTest {
  @Test
  void bothSign() {
    SigningKernels kernels = new SigningKernels();
    kernels.bodyBytes = 150;
    kernels.makeBody();

    assertThat(kernels.statorSign()).isGreaterThan(300);
    assertThat(kernels.sdkSign().request().firstMatchingHeader("Authorization")).isPresent();
  }
}
