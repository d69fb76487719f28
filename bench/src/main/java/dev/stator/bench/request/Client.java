package dev.stator.bench.request;

import dev.stator.client.SocketClient;
import java.util.EnumSet;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;

/** Who sends the requests. */
enum Client {
  SDK_APACHE("AWS SDK v2, sync Apache 5") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return sync(endpoint, work, SdkClients.apache5(inFlight));
    }
  },
  SDK_URL("AWS SDK v2, sync url-connection") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return sync(endpoint, work, SdkClients.urlConnection());
    }
  },
  SDK_SYNC_CRT("AWS SDK v2, sync CRT") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return sync(endpoint, work, SdkClients.crt(inFlight));
    }
  },
  SDK_NETTY("AWS SDK v2, async Netty") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return async(endpoint, work, SdkClients.netty(inFlight));
    }
  },
  SDK_CRT("AWS SDK v2, async CRT") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return async(endpoint, work, SdkClients.asyncCrt(inFlight));
    }
  },
  SDK_CRT_DIRECT("AWS SDK v2, async CRT, on its own thread") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      SdkAsyncHttpClient http = SdkClients.asyncCrt(inFlight);
      return SdkLoad.async(SdkClients.direct(endpoint, http), work, http);
    }
  },
  STATOR("Stator") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return StatorLoad.async(StatorLoad.builder(endpoint, inFlight).build(), work);
    }
  },
  STATOR_DIRECT("Stator, on its event loop") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return StatorLoad.async(
          StatorLoad.builder(endpoint, inFlight).executor(Runnable::run).build(), work);
    }
  },
  STATOR_BLOCKING("Stator, blocking view") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return StatorLoad.blocking(StatorLoad.builder(endpoint, inFlight).build().blocking(), work);
    }
  },
  STATOR_OTEL_NOOP("Stator, OpenTelemetry without an SDK") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return Telemetry.none(endpoint, work, inFlight);
    }
  },
  STATOR_OTEL_SAMPLED("Stator, OpenTelemetry: metrics, 1 % of spans") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return Telemetry.keeping(0.01, endpoint, work, inFlight);
    }
  },
  STATOR_OTEL("Stator, OpenTelemetry: metrics, every span") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      return Telemetry.keeping(1, endpoint, work, inFlight);
    }
  },
  /** Not a way to use Stator: what its blocking view could be. Without TLS. */
  STATOR_SOCKETS("Stator, blocking view, if it had sockets") {
    @Override
    Load open(Endpoint endpoint, Work work, int inFlight) {
      if (endpoint.tls()) {
        throw new IllegalArgumentException(name() + " has no TLS");
      }
      return StatorLoad.blocking(
          SocketClient.onSockets(StatorLoad.builder(endpoint, inFlight)).build().blocking(), work);
    }
  };

  final String label;

  Client(String label) {
    this.label = label;
  }

  abstract Load open(Endpoint endpoint, Work work, int inFlight);

  /** Those that a run measures unless told otherwise. */
  static List<Client> usual() {
    return EnumSet.complementOf(
            EnumSet.of(STATOR_OTEL_NOOP, STATOR_OTEL_SAMPLED, STATOR_OTEL, STATOR_SOCKETS))
        .stream()
        .toList();
  }

  boolean ours() {
    return name().startsWith("STATOR");
  }

  private static Load sync(Endpoint endpoint, Work work, SdkHttpClient http) {
    return SdkLoad.sync(SdkClients.sync(endpoint, http), work, http);
  }

  private static Load async(Endpoint endpoint, Work work, SdkAsyncHttpClient http) {
    return SdkLoad.async(SdkClients.async(endpoint, http), work, http);
  }
}
