/** The part of sql.js 1.16 that the simulator uses; the package has no declarations of its own. */
declare module "sql.js" {
  namespace initSqlJs {
    type SqlValue = number | string | Uint8Array | null;

    interface Statement {
      bind(values: readonly SqlValue[]): boolean;
      step(): boolean;
      getAsObject(): Record<string, SqlValue>;
      free(): boolean;
    }

    interface Database {
      run(sql: string, values?: readonly SqlValue[]): Database;
      prepare(sql: string): Statement;
      /** The whole file; prepared statements are gone afterwards. */
      export(): Uint8Array;
      close(): void;
    }

    interface SqlJs {
      Database: new (file?: Uint8Array) => Database;
    }
  }

  function initSqlJs(): Promise<initSqlJs.SqlJs>;
  export = initSqlJs;
}
