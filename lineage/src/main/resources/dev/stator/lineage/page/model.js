'use strict';
// The report, put together as people think of it: uses (one table at one call) of functions, in files.

const KINDS = [
  { type: 'useSelectLink', word: 'select', letter: 'S', does: 'reads' },
  { type: 'useInsertLink', word: 'insert', letter: 'I', does: 'inserts into' },
  { type: 'useUpdateLink', word: 'update', letter: 'U', does: 'updates' },
  { type: 'useDeleteLink', word: 'delete', letter: 'D', does: 'deletes from' },
];
const CONFIDENCES = ['exact', 'likely', 'guess'];

class Model {
  constructor(data) {
    this.data = data;
    this.report = data.report;
    this.tables = new Map();
    this.functions = new Map();
    this.files = new Map();
    this.uses = [];
    this.lambdas = [];
    this.lines = new Map();
    this.readTables();
    this.readLinks();
    this.readRest();
    this.readLines();
  }

  readTables() {
    for (const object of this.report.objects) {
      if (object.id === 'database') continue;
      const unknown = object.id.endsWith(':?');
      const bucket = object.id.startsWith('bucket:');
      this.tables.set(object.id, {
        id: object.id,
        label: unknown ? 'UNKNOWN' : (bucket ? 's3://' : '') + object.name,
        unknown,
        bucket,
        type: object.type,
        bookmarks: object.bookmarks,
        indexes: [],
        uses: [],
        declared: this.report.tables.filter((table) => table.object === object.id),
      });
    }
    // Tables of the infrastructure that no analysed code calls: shown, for they cost money.
    this.idle = this.report.tables.filter((table) => !this.tables.has(table.object)).map((table) => ({
      id: table.object, label: table.name, unknown: false, bucket: false, idle: true, user: table.used ? 'its stream' : 'nobody', type: table.used ? 'DynamoDB Table' : 'DynamoDB Table that nobody uses', bookmarks: [], indexes: [], uses: [], declared: [table],
    }));
    this.idle.forEach((table) => this.tables.set(table.id, table));
  }

  readLinks() {
    const byKey = new Map();
    this.useOfLink = this.report.links.map((link) => {
      const table = this.tables.get(link.table.object);
      const fn = this.functionOf(link.artifact);
      const key = JSON.stringify([link.site, link.artifact, link.table]);
      let use = byKey.get(key);
      if (!use) {
        use = {
          id: this.uses.length, fn, table, target: link.table, site: link.site, kinds: [], actions: link.actions,
          confidence: link.confidence, trace: link.trace, findings: [], accesses: [], unknown: null,
        };
        byKey.set(key, use);
        this.uses.push(use);
        fn.uses.push(use);
        table.uses.push(use);
        const index = link.table.index;
        if (index !== null && !table.indexes.includes(index)) table.indexes.push(index);
      }
      const kind = KINDS.find((candidate) => candidate.type === link.type).word;
      if (!use.kinds.includes(kind)) use.kinds.push(kind);
      return use;
    });
    for (const use of this.uses) {
      const words = [use.table.label, use.target.variable, use.target.default, use.target.index, use.fn.name, use.fn.file.name,
        use.site.receiver + '.' + use.site.api, ...use.actions, ...use.kinds];
      use.haystack = words.filter((word) => word).join('\n').toLowerCase();
    }
    for (const table of this.tables.values()) table.indexes.sort();
  }

  functionOf(artifact) {
    const id = artifact.file + '\n' + artifact.name;
    let fn = this.functions.get(id);
    if (!fn) {
      let file = this.files.get(artifact.file);
      if (!file) {
        const slash = artifact.file.lastIndexOf('/');
        file = { id: artifact.file, name: artifact.file, folder: artifact.file.slice(0, slash + 1), base: artifact.file.slice(slash + 1), functions: [] };
        this.files.set(artifact.file, file);
      }
      fn = { id, name: artifact.name, line: artifact.line, file, uses: [], lambdas: [] };
      this.functions.set(id, fn);
      file.functions.push(fn);
    }
    return fn;
  }

  readRest() {
    const bySite = new Map();
    const at = (site) => site.file + ':' + site.line + ':' + site.column;
    for (const use of this.uses) {
      const key = at(use.site);
      bySite.set(key, [...(bySite.get(key) || []), use]);
    }
    for (const finding of this.data.findings) {
      finding.uses = bySite.get(at(finding)) || [];
      finding.uses.forEach((use) => use.findings.push(finding));
    }
    for (const access of this.data.accesses) {
      access.uses = (bySite.get(at(access.site)) || []).filter((use) => use.target.object === access.table.object && use.target.index === access.table.index);
      access.uses.forEach((use) => use.accesses.push(access));
    }
    for (const entry of this.report.unresolved) {
      entry.uses = (bySite.get(at(entry.site)) || []).filter((use) => use.target.name === null);
      entry.uses.forEach((use) => { use.unknown = use.unknown || entry; });
    }
    for (const deployed of this.report.functions) {
      const functions = [...new Set(deployed.links.map((index) => this.useOfLink[index].fn))];
      const lambda = {
        id: deployed.file + '\n' + deployed.name, name: deployed.name, template: deployed.file, line: deployed.line, handler: deployed.handler, functions,
        streams: deployed.streams, granted: deployed.grantedNeverUsed, used: deployed.usedNeverGranted, unread: deployed.unread,
      };
      functions.forEach((fn) => fn.lambdas.push(lambda));
      this.lambdas.push(lambda);
    }
  }

  /** The functions that a table's stream feeds, each with the place where the two are joined. */
  streamReaders(id) {
    return this.lambdas.flatMap((lambda) => lambda.streams.filter((stream) => stream.table === id).map((stream) => ({ lambda, stream })));
  }

  readLines() {
    for (const excerpt of this.data.excerpts) {
      const lines = this.lines.get(excerpt.file) || new Map();
      excerpt.lines.forEach((line, index) => lines.set(excerpt.first + index, line));
      this.lines.set(excerpt.file, lines);
    }
  }

  /** The lines around one, as [number, text]; none where the source is not at hand. */
  around(file, line, before = 2, after = 2) {
    const lines = this.lines.get(file);
    const found = [];
    for (let number = line - before; lines && number <= line + after; number++) {
      if (lines.has(number)) found.push([number, lines.get(number)]);
    }
    return found;
  }
}

/** What of the report is looked at. */
class Filter {
  constructor() {
    this.clear();
  }

  clear() {
    this.text = '';
    this.kinds = new Set(KINDS.map((kind) => kind.word));
    this.confidences = new Set(CONFIDENCES);
    this.table = '';
    this.file = '';
    this.flagged = false;
  }

  get open() {
    return this.text.trim() === '' && this.kinds.size === KINDS.length && this.confidences.size === CONFIDENCES.length
      && this.table === '' && this.file === '' && !this.flagged;
  }

  /** The uses that pass, each with those of its kinds that do. */
  apply(uses) {
    const words = this.text.toLowerCase().split(/\s+/).filter((word) => word);
    return uses.filter((use) => (this.table === '' || use.table.id === this.table)
      && (this.file === '' || use.fn.file.id === this.file)
      && this.confidences.has(use.confidence)
      && (!this.flagged || use.findings.length > 0)
      && use.kinds.some((kind) => this.kinds.has(kind))
      && words.every((word) => use.haystack.includes(word)));
  }
}
