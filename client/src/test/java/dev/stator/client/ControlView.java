package dev.stator.client;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** What both control planes do, by one of the client's views. Each method answers or throws. */
interface ControlView {
  TableDescription describeTable(String tableName);

  TableDescription createTable(CreateTableRequest request);

  TableDescription updateTable(UpdateTableRequest request);

  TableDescription deleteTable(String tableName);

  List<String> listTables();

  ListTablesResponse listTables(@Nullable String exclusiveStartTableName, int limit);

  TimeToLiveDescription describeTimeToLive(String tableName);

  void updateTimeToLive(String tableName, String attributeName, boolean enabled);

  TableDescription awaitActive(String tableName, Duration atMost);

  void awaitGone(String tableName, Duration atMost);

  /** The methods of the same names and parameters of the control plane that the view has. */
  static ControlView of(View view, DynamoClient client) {
    return switch (view) {
      case ASYNCHRONOUS -> on(client.control());
      case BLOCKING -> on(client.blocking().control());
      case VIRTUAL_THREADS ->
          View.onVirtualThreads(ControlView.class, on(client.blocking().control()));
    };
  }

  private static ControlView on(Object control) {
    return (ControlView)
        Proxy.newProxyInstance(
            ControlView.class.getClassLoader(),
            new Class<?>[] {ControlView.class},
            (proxy, method, arguments) -> {
              try {
                Object answer =
                    control
                        .getClass()
                        .getMethod(method.getName(), method.getParameterTypes())
                        .invoke(control, arguments);
                return answer instanceof CompletableFuture<?> future ? future.join() : answer;
              } catch (InvocationTargetException | CompletionException e) {
                throw e.getCause();
              }
            });
  }
}
