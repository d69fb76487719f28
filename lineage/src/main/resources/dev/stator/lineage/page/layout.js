'use strict';
// From uses to cards at places: deployed functions, then files with their functions, then tables.
// However big the report is, a picture of it has a bounded number of cards: what is too much is drawn
// closed, by file or by folder, and opened on request.

const ROW = 26;
const HEAD = 34;
const GAP = 14;
const COLUMN_GAP = 190;
const WIDTHS = { lambda: 200, file: 320, table: 270 };
const MOST_ROWS = 56;
const MOST_CARDS = 40;

class Layout {
  /**
   * @param idle tables without any use to be drawn, too
   * @param opened ids of groups that the reader opened, and how many more they asked for
   */
  constructor(model, uses, idle, opened) {
    this.model = model;
    this.opened = opened;
    this.uses = uses;
    this.idle = idle;
    this.files = this.fileCards();
    this.tables = this.tableCards();
    this.lambdas = this.lambdaCards();
    this.edges = this.joined();
    this.order();
    this.place();
  }

  fileCards() {
    const byFile = new Map();
    for (const use of this.uses) {
      const file = use.fn.file;
      if (!byFile.has(file)) byFile.set(file, new Map());
      const functions = byFile.get(file);
      functions.set(use.fn, [...(functions.get(use.fn) || []), use]);
    }
    const files = [...byFile.keys()];
    let rows = 0;
    for (const functions of byFile.values()) rows += functions.size;
    this.fits = rows + files.length <= MOST_ROWS;
    const card = (file) => this.fileCard(file, byFile.get(file), this.fits);
    if (this.fits || files.length <= MOST_CARDS) return files.map(card);
    const groups = [...byFolder(files)].map(([folder, members]) => ({ id: 'folder:' + folder, label: folder, members }));
    const weight = (group) => group.members.reduce((sum, file) => sum + sizeOf(byFile.get(file)), 0);
    const shown = this.most('folders', groups, weight);
    const cards = shown.kept.flatMap((group) => {
      if (group.members.length === 1) return group.members.map(card);
      if (!this.opened.has(group.id) && groups.length > 1) return [this.groupCard(group, byFile)];
      const inside = this.most(group.id, group.members, (file) => sizeOf(byFile.get(file)));
      return [...inside.kept.map(card), ...inside.rest.map((rest) => this.groupCard(rest, byFile))];
    });
    for (const rest of shown.rest) cards.push(this.groupCard({ ...rest, members: rest.members.flatMap((group) => group.members) }, byFile));
    return cards;
  }

  fileCard(file, functions, open) {
    const isOpen = (open && !this.opened.has('closed:' + file.id)) || (!open && this.opened.has('file:' + file.id));
    const rows = [...functions].map(([fn, uses]) => ({ id: 'fn:' + fn.id, fn, uses, label: fn.name }));
    rows.sort((a, b) => a.fn.line - b.fn.line);
    const uses = rows.flatMap((row) => row.uses);
    return { id: 'file:' + file.id, kind: 'file', file, uses, isOpen, rows: isOpen ? rows : [], size: rows.length };
  }

  groupCard(group, byFile) {
    const functions = group.members.flatMap((file) => [...byFile.get(file)]);
    return {
      id: group.id, kind: 'folder', label: group.label, uses: functions.flatMap(([, uses]) => uses), isOpen: false, rows: [],
      size: functions.length, members: group.members.length, inside: group.members.map((file) => 'file:' + file.id), more: group.more,
    };
  }

  /** As many as are drawn at once, those with most uses first, and the rest as one. */
  most(id, members, weight) {
    const steps = this.opened.get(id + '+') || 0;
    const limit = MOST_CARDS * (1 + steps);
    if (members.length <= limit + 1) return { kept: members, rest: [] };
    const sorted = [...members].sort((a, b) => weight(b) - weight(a));
    const rest = sorted.slice(limit);
    return { kept: sorted.slice(0, limit), rest: [{ id: id + '+', members: rest, more: true, label: `${count(rest.length)} more` }] };
  }

  tableCards() {
    const byTable = new Map();
    for (const use of this.uses) byTable.set(use.table, [...(byTable.get(use.table) || []), use]);
    for (const table of this.idle) byTable.set(table, []);
    const shown = this.most('tables', [...byTable.keys()], (table) => byTable.get(table).length);
    const cards = shown.kept.map((table) => {
      const uses = byTable.get(table);
      const indexes = table.indexes.filter((index) => uses.some((use) => use.target.index === index));
      const rows = this.files.length <= MOST_CARDS && indexes.length <= 6 ? indexes.map((index) => ({ id: 'index:' + table.id + '\n' + index, index, label: index })) : [];
      return { id: 'table:' + table.id, kind: 'table', table, uses, rows, isOpen: rows.length > 0 };
    });
    for (const rest of shown.rest) {
      const uses = rest.members.flatMap((table) => byTable.get(table));
      cards.push({ id: rest.id, kind: 'tables', label: rest.label, members: rest.members.length, uses, rows: [], isOpen: false, more: true });
    }
    return cards;
  }

  lambdaCards() {
    const seen = new Set(this.uses.map((use) => use.fn));
    const cards = this.model.lambdas
      .map((lambda) => ({ id: 'lambda:' + lambda.id, kind: 'lambda', lambda, functions: lambda.functions.filter((fn) => seen.has(fn)), rows: [], uses: [] }))
      .filter((card) => card.functions.length > 0);
    cards.forEach((card) => { card.uses = this.uses.filter((use) => card.functions.includes(use.fn)); });
    return cards.length > MOST_CARDS ? [] : cards;
  }

  /** Each pair of things drawn that have uses in common. */
  joined() {
    const right = new Map();
    for (const card of this.tables) {
      for (const use of card.uses) {
        const row = card.rows.find((candidate) => candidate.index === use.target.index);
        right.set(use, row ? { card, row, id: row.id } : { card, row: null, id: card.id });
      }
    }
    const edges = new Map();
    const functionAt = new Map();
    for (const card of this.files) {
      const ends = card.isOpen ? card.rows.map((row) => ({ card, row, id: row.id, uses: row.uses })) : [{ card, row: null, id: card.id, uses: card.uses }];
      for (const from of ends) {
        for (const use of from.uses) {
          functionAt.set(use.fn, from);
          const to = right.get(use);
          const id = from.id + '\n\n' + to.id;
          if (!edges.has(id)) edges.set(id, { id, kind: 'use', from, to, uses: [] });
          edges.get(id).uses.push(use);
        }
      }
    }
    for (const card of this.lambdas) {
      for (const fn of card.functions) {
        const to = functionAt.get(fn);
        const id = card.id + '\n\n' + to.id;
        if (!edges.has(id)) edges.set(id, { id, kind: 'runs', from: { card, row: null, id: card.id }, to, uses: [] });
        edges.get(id).uses.push(...card.uses.filter((use) => use.fn === fn));
      }
    }
    return [...edges.values()];
  }

  /** Fewer crossings: each card goes where the cards it is joined to are on average. */
  order() {
    this.tables.sort((a, b) => last(a) - last(b) || nameOf(a).localeCompare(nameOf(b)));
    this.files.sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
    const columns = [this.lambdas, this.files, this.tables];
    columns.forEach(stack);
    for (let turn = 0; turn < 12; turn++) {
      const target = columns[turn % 2 === 0 ? 2 : 1];
      for (const card of target) card.wish = this.wish(card);
      target.sort((a, b) => last(a) - last(b) || a.wish - b.wish);
      stack(target);
    }
    for (const card of this.lambdas) card.wish = this.wish(card);
    this.lambdas.sort((a, b) => a.wish - b.wish);
  }

  wish(card) {
    let sum = 0;
    let weight = 0;
    for (const edge of this.edges) {
      if (edge.from.card !== card && edge.to.card !== card) continue;
      const other = edge.from.card === card ? edge.to : edge.from;
      if (card.kind !== 'lambda' && other.card.kind === 'lambda') continue;
      sum += middle(other);
      weight += 1;
    }
    return weight === 0 ? card.y : sum / weight;
  }

  place() {
    let x = 0;
    for (const [kind, cards] of [['lambda', this.lambdas], ['file', this.files], ['table', this.tables]]) {
      if (cards.length === 0) continue;
      cards.forEach((card) => {
        card.x = x;
        card.width = WIDTHS[kind];
      });
      x += WIDTHS[kind] + COLUMN_GAP;
    }
    const tallest = Math.max(tall(this.files), tall(this.tables));
    stack(this.files, tallest);
    // The other columns stand beside what they are joined to, without touching each other.
    for (const cards of [this.tables, this.lambdas]) {
      stack(cards, tallest);
      const free = cards.filter((card) => last(card) === 0);
      free.forEach((card) => { card.y = this.wish(card) - height(card) / 2; });
      const end = Math.max(0, ...free.map((card) => card.y + height(card)));
      cards.filter((card) => last(card) > 0).forEach((card) => { card.y = Math.max(card.y, end); });
      spread(cards);
    }
    const all = [...this.lambdas, ...this.files, ...this.tables];
    this.cards = all;
    this.fan();
    this.width = Math.max(0, ...all.map((card) => card.x + card.width));
    const top = Math.min(0, ...all.map((card) => card.y));
    all.forEach((card) => { card.y -= top; });
    this.height = Math.max(0, ...all.map((card) => card.y + height(card)));
  }

  /** Links that end at one place come in beside each other, in the order of where they come from. */
  fan() {
    for (const [here, there, most] of [['to', 'from', 22], ['from', 'to', 10]]) {
      const byEnd = new Map();
      for (const edge of this.edges) byEnd.set(edge[here].id, [...(byEnd.get(edge[here].id) || []), edge]);
      for (const edges of byEnd.values()) {
        edges.sort((a, b) => middle(a[there]) - middle(b[there]));
        const step = Math.min(5, most / Math.max(1, edges.length - 1));
        edges.forEach((edge, index) => { edge[here + 'Y'] = (index - (edges.length - 1) / 2) * step; });
      }
    }
  }
}

/** What stands at the end of its column: the rest, and before it what nobody uses. */
function last(card) {
  return card.more ? 2 : card.uses.length === 0 ? 1 : 0;
}

function sizeOf(functions) {
  let size = 0;
  for (const uses of functions.values()) size += uses.length;
  return size;
}

function nameOf(card) {
  return card.label || (card.file || card.lambda || {}).name || (card.table || {}).label || '';
}

/** Files by the deepest folders of which there are few enough to draw. */
function byFolder(files) {
  const grouped = (depth) => {
    const groups = new Map();
    for (const file of files) {
      const folder = file.folder.split('/').slice(0, depth).join('/') || './';
      groups.set(folder, [...(groups.get(folder) || []), file]);
    }
    return groups;
  };
  let best = grouped(1);
  for (let depth = 2; depth < 12; depth++) {
    const finer = grouped(depth);
    if (finer.size > MOST_CARDS) break;
    best = finer;
  }
  return best;
}

function height(card) {
  return HEAD + card.rows.length * ROW + (card.rows.length > 0 ? 6 : 0);
}

/** The middle of a card's row, or of its head. */
function middle(end) {
  return end.row ? end.card.y + HEAD + end.card.rows.indexOf(end.row) * ROW + ROW / 2 : end.card.y + HEAD / 2;
}

function tall(cards) {
  return cards.reduce((sum, card) => sum + height(card) + GAP, 0);
}

/** One below the other, and not crowded where a neighbouring column is much taller. */
function stack(cards, room = 0) {
  const gap = GAP + Math.min(70, Math.max(0, (room - tall(cards)) / (cards.length + 1)));
  let y = gap - GAP;
  for (const card of cards) {
    card.y = y;
    y += height(card) + gap;
  }
}

/** Moves cards apart that overlap, keeping their order: those that touch move as one block. */
function spread(cards) {
  const blocks = [];
  for (const card of cards) {
    let block = { cards: [card], y: card.y, height: height(card) };
    while (blocks.length > 0) {
      const above = blocks[blocks.length - 1];
      if (above.y + above.height + GAP <= block.y) break;
      blocks.pop();
      const y = (above.y * above.cards.length + (block.y - above.height - GAP) * block.cards.length) / (above.cards.length + block.cards.length);
      block = { cards: [...above.cards, ...block.cards], y, height: above.height + GAP + block.height };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    let y = block.y;
    for (const card of block.cards) {
      card.y = y;
      y += height(card) + GAP;
    }
  }
}
