package dev.stator.lineage;

import static dev.stator.lineage.LineageReport.LinkType.useDeleteLink;
import static dev.stator.lineage.LineageReport.LinkType.useInsertLink;
import static dev.stator.lineage.LineageReport.LinkType.useSelectLink;
import static dev.stator.lineage.LineageReport.LinkType.useUpdateLink;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The methods of boto3 that touch the data of tables. The links are those that CAST lists for boto3
 * ("Boto3 framework", the tables of client, resource, Table, BatchWriter and Paginator methods),
 * with put_item being insert, delete and select, and load and reload being updates; where CAST
 * lists none (PartiQL, export, import, restore) they follow what the call does. The actions are
 * what IAM asks for: a transaction has no action of its own but needs those of its parts.
 *
 * @param names where the call names its tables
 */
record Operation(
    String receiver, String method, Set<LinkType> links, List<String> actions, Names names) {
  enum Names {
    /** The receiver is the table. */
    RECEIVER,
    TABLE_NAME,
    /** The keys of {@code RequestItems}. */
    REQUEST_ITEMS,
    TRANSACT_ITEMS,
    STATEMENT,
    STATEMENTS,
    TRANSACT_STATEMENTS,
    EXPORT,
    IMPORT,
    RESTORE
  }

  static final String CLIENT = "client";
  static final String RESOURCE = "resource";
  static final String TABLE = "Table";
  static final String BATCH_WRITER = "BatchWriter";
  static final String PAGINATOR = "Paginator";

  private static final Map<String, Operation> ALL = new LinkedHashMap<>();

  static {
    Set<LinkType> select = EnumSet.of(useSelectLink);
    Set<LinkType> delete = EnumSet.of(useDeleteLink);
    Set<LinkType> update = EnumSet.of(useUpdateLink);
    Set<LinkType> put = EnumSet.of(useInsertLink, useDeleteLink, useSelectLink);
    Set<LinkType> change = EnumSet.of(useUpdateLink, useInsertLink, useSelectLink);
    Set<LinkType> batch = EnumSet.of(useInsertLink, useDeleteLink);

    for (String receiver : List.of(CLIENT, RESOURCE)) {
      add(receiver, "batch_get_item", select, Names.REQUEST_ITEMS, "BatchGetItem");
      add(receiver, "batch_write_item", batch, Names.REQUEST_ITEMS, "BatchWriteItem");
    }
    for (String receiver : List.of(CLIENT, TABLE)) {
      Names names = receiver.equals(TABLE) ? Names.RECEIVER : Names.TABLE_NAME;
      add(receiver, "get_item", select, names, "GetItem");
      add(receiver, "query", select, names, "Query");
      add(receiver, "scan", select, names, "Scan");
      add(receiver, "put_item", put, names, "PutItem");
      add(receiver, "update_item", change, names, "UpdateItem");
      add(receiver, "delete_item", delete, names, "DeleteItem");
    }
    add(TABLE, "delete", delete, Names.RECEIVER, "DeleteTable");
    add(TABLE, "load", update, Names.RECEIVER, "DescribeTable");
    add(TABLE, "reload", update, Names.RECEIVER, "DescribeTable");
    add(BATCH_WRITER, "put_item", put, Names.RECEIVER, "BatchWriteItem");
    add(BATCH_WRITER, "delete_item", delete, Names.RECEIVER, "BatchWriteItem");
    add(CLIENT, "delete_table", delete, Names.TABLE_NAME, "DeleteTable");
    add(CLIENT, "transact_get_items", select, Names.TRANSACT_ITEMS, "GetItem");
    add(CLIENT, "transact_write_items", batch, Names.TRANSACT_ITEMS);
    add(CLIENT, "execute_statement", select, Names.STATEMENT);
    add(CLIENT, "batch_execute_statement", select, Names.STATEMENTS);
    add(CLIENT, "execute_transaction", select, Names.TRANSACT_STATEMENTS);
    add(CLIENT, "export_table_to_point_in_time", select, Names.EXPORT, "ExportTableToPointInTime");
    add(CLIENT, "import_table", EnumSet.of(useInsertLink), Names.IMPORT, "ImportTable");
    add(
        CLIENT,
        "restore_table_from_backup",
        EnumSet.of(useInsertLink),
        Names.RESTORE,
        "RestoreTableFromBackup");
    add(
        CLIENT,
        "restore_table_to_point_in_time",
        EnumSet.of(useInsertLink),
        Names.RESTORE,
        "RestoreTableToPointInTime");
    add(PAGINATOR, "Query.paginate", select, Names.TABLE_NAME, "Query");
    add(PAGINATOR, "Scan.paginate", select, Names.TABLE_NAME, "Scan");
  }

  private static void add(
      String receiver, String method, Set<LinkType> links, Names names, String... actions) {
    ALL.put(
        receiver + "." + method,
        new Operation(
            receiver,
            method,
            links,
            java.util.Arrays.stream(actions).map(action -> "dynamodb:" + action).toList(),
            names));
  }

  static @Nullable Operation of(String receiver, String method) {
    return ALL.get(receiver + "." + method);
  }

  static List<Operation> all() {
    return List.copyOf(ALL.values());
  }
}
