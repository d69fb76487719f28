'use strict';
// The graph: cards and links drawn as SVG, zoomed by D3. Each thing in it is a button.

/** Above so many links each is drawn in one neutral line until it is looked at. */
const MOST_STRANDS = 160;

class Picture {
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.opened = new Map();
    this.selected = null;
    this.at = null;
    this.svg = d3.select('#map');
    this.scene = this.svg.append('g').attr('class', 'scene');
    this.edgeLayer = this.scene.append('g').attr('class', 'edges').attr('aria-hidden', 'true');
    this.cardLayer = this.scene.append('g').attr('class', 'cards');
    this.still = matchMedia('(prefers-reduced-motion: reduce)');
    this.moved = false;
    this.zoom = d3.zoom().scaleExtent([0.08, 2.5]).on('zoom', (event) => {
      this.scene.attr('transform', event.transform);
      if (event.sourceEvent) this.moved = true;
    });
    this.svg.call(this.zoom).on('dblclick.zoom', null);
    this.svg.on('click', (event) => { if (event.target === this.svg.node()) this.on.select(null); });
    byId('zoom-in').addEventListener('click', () => this.scale(1.3));
    byId('zoom-out').addEventListener('click', () => this.scale(1 / 1.3));
    byId('zoom-fit').addEventListener('click', () => this.fit());
    this.svg.node().addEventListener('keydown', (event) => this.key(event));
  }

  /** Draws these uses; the view moves only if it is asked to. */
  show(uses, idle, refit) {
    this.layout = new Layout(this.model, uses, idle, this.opened);
    this.ends = new Map();
    for (const card of this.layout.cards) {
      this.ends.set(card.id, { card, row: null, id: card.id });
      for (const row of card.rows) this.ends.set(row.id, { card, row, id: row.id });
    }
    if (!this.ends.has(this.at)) this.at = ([...this.layout.files, ...this.layout.cards][0] || { id: null }).id;
    this.svg.classed('many', this.layout.edges.length > MOST_STRANDS);
    this.drawEdges();
    this.drawCards();
    this.mark();
    byId('map-empty').hidden = uses.length + idle.length > 0;
    byId('map-empty').textContent = this.model.uses.length === 0
      ? 'No use of a DynamoDB table was found in the analysed sources.' : 'Nothing passes the search and the filters.';
    if (refit) this.fit();
  }

  // --- Drawing -----------------------------------------------------------------------------------

  drawCards() {
    const picture = this;
    const cards = this.cardLayer.selectAll('g.card').data(this.layout.cards, (card) => card.id).join('g');
    cards.attr('class', (card) => `card ${card.kind}${isUnknown(card) ? ' unknown' : ''}${card.more ? ' more' : ''}${card.table && card.table.idle ? ' idle' : ''}`)
      .attr('transform', (card) => `translate(${card.x},${card.y})`).order();
    cards.each(function draw(card) {
      const group = d3.select(this);
      group.selectAll('*').remove();
      group.append('rect').attr('class', 'body').attr('width', card.width).attr('height', height(card)).attr('rx', 9);
      const head = picture.button(group, picture.ends.get(card.id), 'head');
      head.append('rect').attr('class', 'hit').attr('width', card.width).attr('height', HEAD).attr('rx', 9);
      picture.drawHead(head, card);
      card.rows.forEach((row, index) => picture.drawRow(group, card, row, HEAD + index * ROW));
    });
  }

  drawHead(head, card) {
    const icon = { table: isBucket(card) ? ICONS.bucket : ICONS.table, tables: ICONS.table, lambda: ICONS.lambda, file: ICONS.file, folder: ICONS.folder }[card.kind];
    head.append('path').attr('class', 'icon').attr('d', icon).attr('transform', 'translate(11,9)');
    const room = card.width - 38 - (card.kind === 'lambda' ? 8 : 96);
    const label = head.append('text').attr('class', 'label').attr('x', 36).attr('y', HEAD / 2);
    if (card.kind === 'file') {
      label.append('tspan').attr('class', 'dim').text(fitted(card.file.folder, room - width(card.file.base, 7.3), 6.9));
      label.append('tspan').text(fitted(card.file.base, room, 7.3));
    } else {
      label.text(fitted(nameOf(card), room, 7.3));
    }
    const notes = {
      file: () => (card.isOpen ? '' : plural(card.size, 'function')),
      folder: () => plural(card.members, 'file'),
      table: () => (card.table.idle ? card.table.user : plural(new Set(card.uses.map((use) => use.fn)).size, 'function')),
      tables: () => 'tables',
      lambda: () => '',
    };
    head.append('text').attr('class', 'note').attr('x', card.width - 10).attr('y', HEAD / 2).text(notes[card.kind]());
  }

  drawRow(group, card, row, y) {
    const button = this.button(group, this.ends.get(row.id), 'row').attr('transform', `translate(0,${y})`);
    button.append('rect').attr('class', 'hit').attr('x', 4).attr('width', card.width - 8).attr('height', ROW).attr('rx', 5);
    button.append('text').attr('class', row.fn ? 'label mono' : 'label index').attr('x', row.fn ? 16 : 36).attr('y', ROW / 2)
      .text(fitted(row.fn ? row.label : 'index ' + row.label, card.width - (row.fn ? 30 + 22 * 4 : 46), 7.3));
    if (!row.fn) return;
    const kinds = KINDS.filter((kind) => row.uses.some((use) => use.kinds.includes(kind.word)));
    kinds.forEach((kind, index) => {
      const chip = button.append('g').attr('class', 'chip ' + kind.word).attr('transform', `translate(${card.width - 12 - 19 * (kinds.length - index)},5)`);
      chip.append('rect').attr('width', 16).attr('height', 16).attr('rx', 4);
      chip.append('text').attr('x', 8).attr('y', 8.5).text(kind.letter);
    });
    if (row.uses.some((use) => use.findings.length > 0)) {
      button.append('path').attr('class', 'flag').attr('d', ICONS.flag).attr('transform', `translate(${card.width - 32 - 19 * kinds.length},5)`);
    }
  }

  button(group, end, name) {
    const button = group.append('g').datum(end).attr('class', 'node ' + name).attr('role', 'button').attr('tabindex', -1)
      .attr('data-id', end.id).attr('aria-label', this.spoken(end))
      .on('click', () => this.activate(end))
      .on('pointerenter', () => this.light(end.id))
      .on('pointerleave', () => this.light(null))
      .on('focus', () => { this.at = end.id; this.rove(); this.reveal(end); });
    button.append('title').text(titleOf(end));
    return button;
  }

  drawEdges() {
    const edges = this.edgeLayer.selectAll('g.edge').data(this.layout.edges, (edge) => edge.id).join('g').attr('class', (edge) => 'edge ' + edge.kind);
    const picture = this;
    edges.each(function draw(edge) {
      const group = d3.select(this);
      group.selectAll('*').remove();
      const strands = edge.kind === 'runs' ? [{ word: 'runs', sure: 'exact' }] : KINDS
        .map((kind) => ({ word: kind.word, uses: edge.uses.filter((use) => use.kinds.includes(kind.word)) }))
        .filter((strand) => strand.uses.length > 0)
        .map((strand) => ({ word: strand.word, sure: CONFIDENCES.find((level) => strand.uses.some((use) => use.confidence === level)) }));
      group.append('path').attr('class', 'cable').attr('d', curve(edge, 0)).attr('stroke-width', 1 + Math.log10(Math.max(1, edge.uses.length)));
      strands.forEach((strand, index) => {
        group.append('path').attr('class', `strand ${strand.word} ${strand.sure}`).attr('d', curve(edge, (index - (strands.length - 1) / 2) * 2.4));
      });
      group.append('path').attr('class', 'hit').attr('d', curve(edge, 0))
        .on('click', () => { if (edge.kind === 'use') picture.on.select({ type: 'pair', id: edge.id, edge }); })
        .on('pointerenter', () => picture.light(edge.id))
        .on('pointerleave', () => picture.light(null))
        .append('title').text(`${titleOf(edge.from)} \u2192 ${titleOf(edge.to)}`);
    });
  }

  // --- What is chosen ------------------------------------------------------------------------------

  activate(end) {
    const { card, row } = end;
    if (card.more) {
      this.opened.set(card.id, (this.opened.get(card.id) || 0) + 1);
      this.on.redraw(card.id);
    } else if (card.kind === 'folder') {
      this.opened.set(card.id, 1);
      this.on.redraw(card.id, ...card.inside);
    } else if (card.kind === 'file' && !row) {
      const id = this.layout.fits ? 'closed:' + card.file.id : card.id;
      if (!this.opened.delete(id)) this.opened.set(id, 1);
      this.on.redraw(card.id);
    } else if (row && row.fn) {
      this.on.select({ type: 'function', id: row.id, fn: row.fn });
    } else if (card.kind === 'lambda') {
      this.on.select({ type: 'lambda', id: card.id, lambda: card.lambda });
    } else {
      this.on.select({ type: 'table', id: 'table:' + card.table.id, table: card.table });
    }
  }

  select(selection) {
    this.selected = selection;
    this.mark();
  }

  mark() {
    this.light(null);
    const id = this.selected && this.selected.id;
    this.cardLayer.selectAll('.node').attr('aria-pressed', (end) => String(end.id === id));
    this.rove();
  }

  /** Lights what is joined to one thing, or to what is selected. */
  light(id) {
    const wanted = id || (this.selected && this.selected.id);
    const lit = wanted ? this.joinedTo(wanted) : null;
    this.svg.classed('lit', lit !== null);
    this.cardLayer.selectAll('.node').classed('on', (end) => lit !== null && lit.ends.has(end.id)).classed('self', (end) => end.id === wanted);
    this.cardLayer.selectAll('.card').classed('on', (card) => lit !== null && lit.cards.has(card.id));
    this.edgeLayer.selectAll('.edge').classed('on', (edge) => lit !== null && lit.edges.has(edge.id));
    this.edgeLayer.selectAll('.edge.on').raise();
  }

  joinedTo(id) {
    const edges = this.layout.edges.filter((edge) => edge.id === id || this.holds(edge.from, id) || this.holds(edge.to, id));
    if (edges.length === 0) return this.ends.has(id) ? { edges: new Set(), ends: new Set([id]), cards: new Set([this.ends.get(id).card.id]) } : null;
    const ends = edges.flatMap((edge) => [edge.from, edge.to]);
    return {
      edges: new Set(edges.map((edge) => edge.id)),
      ends: new Set(ends.flatMap((end) => [end.id, end.card.id])),
      cards: new Set(ends.map((end) => end.card.id)),
    };
  }

  /** A card stands for its rows, too. */
  holds(end, id) {
    return end.id === id || end.card.id === id;
  }

  // --- Keyboard ------------------------------------------------------------------------------------

  rove() {
    this.cardLayer.selectAll('.node').attr('tabindex', (end) => (end.id === this.at ? 0 : -1));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const end = this.ends.get(this.at);
    const act = {
      ArrowDown: () => this.focus(this.beside(end, 1)),
      ArrowUp: () => this.focus(this.beside(end, -1)),
      ArrowRight: () => this.focus(this.across(end, 1)),
      ArrowLeft: () => this.focus(this.across(end, -1)),
      Home: () => this.focus(this.inColumn(end)[0]),
      End: () => this.focus(this.inColumn(end).pop()),
      Enter: () => this.activate(end),
      ' ': () => this.activate(end),
      '+': () => this.scale(1.3),
      '-': () => this.scale(1 / 1.3),
      0: () => this.fit(),
    }[event.key];
    if (!act || !end) return;
    event.preventDefault();
    act();
  }

  inColumn(end) {
    const cards = this.layout.cards.filter((card) => card.x === end.card.x).sort((a, b) => a.y - b.y);
    return cards.flatMap((card) => [card.id, ...card.rows.map((row) => row.id)]);
  }

  beside(end, step) {
    const column = this.inColumn(end);
    return column[column.indexOf(end.id) + step];
  }

  /** Along a link, to the nearest end in the next column; without a link, to the nearest card. */
  across(end, step) {
    const side = (other) => Math.sign(other.card.x - end.card.x) === step;
    const near = (others) => others.filter(side).sort((a, b) => Math.abs(a.card.x - end.card.x) - Math.abs(b.card.x - end.card.x)
      || Math.abs(middle(a) - middle(end)) - Math.abs(middle(b) - middle(end)))[0];
    const linked = this.layout.edges
      .filter((edge) => this.holds(edge.from, end.id) || this.holds(edge.to, end.id))
      .map((edge) => (this.holds(edge.from, end.id) ? edge.to : edge.from));
    const next = near(linked) || near([...this.ends.values()]);
    return next && next.id;
  }

  focus(id) {
    if (id === undefined || !this.ends.has(id)) return;
    this.at = id;
    this.rove();
    const node = this.cardLayer.selectAll('.node').filter((end) => end.id === id).node();
    node.focus({ preventScroll: true });
  }

  // --- View ----------------------------------------------------------------------------------------

  size() {
    const box = byId('canvas').getBoundingClientRect();
    return { width: Math.max(box.width, 100), height: Math.max(box.height, 100) };
  }

  moving() {
    return this.still.matches ? this.svg : this.svg.transition().duration(220);
  }

  scale(by) {
    this.moved = true;
    this.moving().call(this.zoom.scaleBy, by);
  }

  /** All of it, unless it would become too small to read: then its width, from the top. */
  fit() {
    this.moved = false;
    const { width: w, height: h } = this.size();
    const byWidth = (w - 48) / Math.max(this.layout.width, 1);
    const whole = Math.min(1.15, byWidth, (h - 64) / Math.max(this.layout.height, 1));
    const k = whole >= 0.6 ? whole : Math.max(0.25, Math.min(1, byWidth, 0.8));
    const x = (w - this.layout.width * k) / 2;
    const y = Math.max(24, (h - this.layout.height * k) / 2 - 16);
    this.svg.call(this.zoom.transform, d3.zoomIdentity.translate(Math.max(x, 16), y).scale(k));
  }

  /** Moves the view if what has the focus is outside of it. */
  reveal(end) {
    const { width: w, height: h } = this.size();
    const transform = d3.zoomTransform(this.svg.node());
    const [x1, y] = transform.apply([end.card.x, middle(end)]);
    const [x2] = transform.apply([end.card.x + end.card.width, 0]);
    if (y > 40 && y < h - 60 && x1 > 0 && x2 < w) return;
    this.svg.call(this.zoom.translateTo, end.card.x + end.card.width / 2, middle(end));
  }

  // --- Words ---------------------------------------------------------------------------------------

  spoken(end) {
    const { card, row } = end;
    if (row && row.fn) return `Function ${row.fn.name} in ${row.fn.file.name}: ${sentence(row.uses)}`;
    if (row) return `Index ${row.label} of ${nameOf(card)}`;
    if (card.kind === 'file') return `File ${card.file.name}, ${plural(card.size, 'function')}, ${card.isOpen ? 'open' : 'closed'}`;
    if (card.kind === 'folder') return `Folder ${card.label}, ${plural(card.members, 'file')}, closed`;
    if (card.kind === 'lambda') return `Deployed function ${card.lambda.name}: runs ${plural(card.functions.length, 'function')} that use tables`;
    if (card.kind === 'tables') return `${card.label} tables`;
    return `${card.table.bucket ? 'Bucket' : 'Table'} ${card.table.label}, used by ${card.table.idle ? card.table.user : plural(new Set(card.uses.map((use) => use.fn)).size, 'function')}`;
  }
}

const ICONS = {
  table: 'M2 3.5C2 1.8 14 1.8 14 3.5V12.5C14 14.2 2 14.2 2 12.5ZM2 3.5C2 5.2 14 5.2 14 3.5M2 8C2 9.7 14 9.7 14 8',
  bucket: 'M2 3C2 1.5 14 1.5 14 3L12.5 13C12.5 14.3 3.5 14.3 3.5 13ZM2 3C2 4.5 14 4.5 14 3',
  lambda: 'M3 2H6L11.5 14H14M7.5 6.5L3.5 14',
  file: 'M3 1.5H9.5L13 5V14.5H3ZM9.5 1.5V5H13',
  folder: 'M1.5 3.5H6L7.5 5.5H14.5V13.5H1.5Z',
  flag: 'M8 1.5L15 14H1ZM8 6V9.5M8 11.5V12',
};

function sentence(uses) {
  const byKind = KINDS.map((kind) => [kind.does, new Set(uses.filter((use) => use.kinds.includes(kind.word)).map((use) => use.table.label))]);
  return byKind.filter(([, tables]) => tables.size > 0).map(([does, tables]) => `${does} ${[...tables].join(', ')}`).join('; ');
}

function titleOf(end) {
  if (end.row) return end.row.fn ? `${end.row.fn.name}\n${end.row.fn.file.name}:${end.row.fn.line}` : `${nameOf(end.card)}, index ${end.row.label}`;
  return nameOf(end.card);
}

function isUnknown(card) {
  return card.kind === 'table' && card.table.unknown;
}

function isBucket(card) {
  return card.kind === 'table' && card.table.bucket;
}

function curve(edge, shift) {
  const x1 = edge.from.card.x + edge.from.card.width;
  const x2 = edge.to.card.x;
  const y1 = middle(edge.from) + edge.fromY + shift;
  const y2 = middle(edge.to) + edge.toY + shift;
  const bend = (x2 - x1) * 0.5;
  return `M${x1},${y1}C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}`;
}

function width(text, perCharacter) {
  return text.length * perCharacter;
}

/** A text cut in its middle to about so much room; the whole of it is in the title. */
function fitted(text, room, perCharacter) {
  const characters = [...text];
  const most = Math.floor(room / perCharacter);
  if (characters.length <= most) return text;
  if (most < 3) return '';
  const front = Math.ceil((most - 1) / 2);
  return characters.slice(0, front).join('') + '\u2026' + characters.slice(characters.length - (most - 1 - front)).join('');
}
