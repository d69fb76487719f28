package dev.stator.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Who answers on which address of this machine. */
final class Sockets {
  private Sockets() {}

  static InetAddress loopback() throws IOException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  static ServerSocket listenOnLoopback() throws IOException {
    return new ServerSocket(0, 1, loopback());
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = listenOnLoopback()) {
      return socket.getLocalPort();
    }
  }

  static boolean answers(InetAddress address, int port) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The addresses of this machine, other than 127.0.0.1, at which the port answers. */
  static Set<InetAddress> answeringBesidesLoopback(int port) throws IOException {
    Set<InetAddress> others = new LinkedHashSet<>();
    NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .forEach(others::add);
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
      // There the whole of 127/8 is this machine, also where it has no other interface.
      others.add(InetAddress.getByAddress(new byte[] {127, 0, 0, 2}));
    }
    others.remove(loopback());
    others.removeIf(address -> !answers(address, port));
    return others;
  }
}
