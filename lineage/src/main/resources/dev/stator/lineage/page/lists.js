'use strict';
// The report as tables: all that the graph shows, for the keyboard, screen readers and copying.

const STEP = 200;

/** A table that is sorted by its heads and drawn in steps, so that thousands of rows cost nothing. */
class Listing {
  /** @param columns [{head, text(row), cell(row)?, number?}] */
  constructor(caption, columns, open) {
    this.caption = caption;
    this.columns = columns;
    this.open = open;
    this.shown = STEP;
    this.by = null;
    this.down = false;
    this.rows = [];
    this.root = el('div', { class: 'listing' });
  }

  show(rows) {
    this.rows = rows;
    this.shown = STEP;
    this.draw();
  }

  sorted() {
    if (this.by === null) return this.rows;
    const { text, number } = this.columns[this.by];
    const compare = number ? (a, b) => text(a) - text(b) : (a, b) => text(a).localeCompare(text(b));
    const rows = [...this.rows].sort(compare);
    return this.down ? rows.reverse() : rows;
  }

  draw() {
    const heads = this.columns.map((column, index) => el('th', { scope: 'col', 'aria-sort': this.by === index ? (this.down ? 'descending' : 'ascending') : null },
      el('button', { type: 'button', onclick: () => this.sort(index) }, column.head)));
    const body = this.sorted().slice(0, this.shown).map((row) => el('tr', {}, this.columns.map((column, index) => {
      const content = column.cell ? column.cell(row) : column.text(row);
      return index === 0 && this.open
        ? el('th', { scope: 'row' }, el('button', { type: 'button', class: 'open', onclick: () => this.open(row) }, content))
        : el('td', {}, content);
    })));
    const table = el('table', {}, el('caption', { class: 'unseen' }, this.caption), el('thead', {}, el('tr', {}, heads)), el('tbody', {}, body));
    const left = this.rows.length - this.shown;
    const more = left > 0 ? el('button', { type: 'button', class: 'more', onclick: () => { this.shown += STEP * 5; this.draw(); } }, `Show more (${count(left)} not shown)`) : null;
    this.root.replaceChildren(...[table, more].filter((part) => part));
  }

  sort(index) {
    this.down = this.by === index && !this.down;
    this.by = index;
    this.draw();
    this.root.querySelectorAll('thead button')[index].focus();
  }
}

function chips(kinds) {
  return el('span', { class: 'chips' }, KINDS.filter((kind) => kinds.includes(kind.word)).map((kind) => el('span', { class: 'tag ' + kind.word }, kind.word)));
}

function code(text) {
  return el('code', {}, text);
}

function siteText(site) {
  return `${site.file}:${site.line}`;
}

function tableWords(use) {
  return use.table.label + (use.target.index === null ? '' : ` index ${use.target.index}`);
}

function nothing(text) {
  return el('p', { class: 'notice' }, text);
}

class Lists {
  constructor(model, open) {
    this.model = model;
    this.links = new Listing('Uses of tables', [
      { head: 'Table', text: tableWords },
      { head: 'Access', text: (use) => use.kinds.join(' '), cell: (use) => chips(use.kinds) },
      { head: 'Function', text: (use) => use.fn.name, cell: (use) => code(use.fn.name) },
      { head: 'Call', text: (use) => `${use.site.receiver}.${use.site.api}` },
      { head: 'Site', text: (use) => siteText(use.site), cell: (use) => code(siteText(use.site)) },
      { head: 'Name from', text: (use) => (use.target.variable ? `${use.target.source} ${use.target.variable}` : use.target.source) },
      { head: 'Confidence', text: (use) => String(CONFIDENCES.indexOf(use.confidence)), cell: (use) => use.confidence },
    ], open);
    this.open = open;
    byId('view-links').append(this.links.root);
  }

  show(uses) {
    const shown = new Set(uses);
    const passes = (entry) => entry.uses.length === 0 || entry.uses.some((use) => shown.has(use));
    this.links.show(uses);
    this.showAccesses(this.model.data.accesses.filter((access) => access.uses.some((use) => shown.has(use))));
    const findings = this.model.data.findings.filter(passes);
    this.showFindings(findings);
    const unresolved = this.model.report.unresolved.filter(passes);
    this.showUnknown(unresolved);
    return { links: uses.length, findings: findings.length, unknown: unresolved.length + this.model.report.skipped.length };
  }

  showAccesses(accesses) {
    const byTable = new Map();
    for (const access of accesses) {
      const id = access.table.object;
      byTable.set(id, [...(byTable.get(id) || []), access]);
    }
    const parts = [...byTable].slice(0, STEP).map(([id, rows]) => {
      const listing = new Listing('Access patterns of ' + this.model.tables.get(id).label, [
        { head: 'Call', text: (row) => `${row.site.receiver}.${row.site.api}` },
        { head: 'Index', text: (row) => row.table.index || '' },
        { head: 'Key condition', text: (row) => row.key || '', cell: (row) => code(row.key || '') },
        { head: 'Filter', text: (row) => row.filter || '', cell: (row) => code(row.filter || '') },
        { head: 'Projection', text: (row) => row.projection || '', cell: (row) => code(row.projection || '') },
        { head: 'Consistency', text: (row) => row.consistency || '' },
        { head: 'In a loop', text: (row) => (row.inLoop ? 'yes' : '') },
        { head: 'Function', text: (row) => row.artifact.name, cell: (row) => code(row.artifact.name) },
        { head: 'Site', text: (row) => siteText(row.site), cell: (row) => code(siteText(row.site)) },
      ], (row) => this.open(row.uses[0]));
      listing.show(rows);
      return [el('h2', {}, this.model.tables.get(id).label, ' ', el('small', {}, plural(rows.length, 'call'))), listing.root];
    });
    byId('view-access').replaceChildren(...(parts.length > 0 ? parts.flat() : [nothing('No access patterns here.')]));
  }

  showFindings(findings) {
    const items = findings.slice(0, STEP * 5).map((finding) => {
      const use = finding.uses[0];
      const head = el('div', { class: 'line' }, el('span', { class: 'level ' + finding.level }, finding.level), code(finding.rule), el('span', { class: 'where' }, siteText(finding)));
      return el('li', { class: 'finding' }, head, el('p', {}, finding.message), excerpt(this.model, finding.file, finding.line),
        use ? el('button', { type: 'button', onclick: () => this.open(use) }, `Open ${use.fn.name}`) : null);
    });
    byId('view-findings').replaceChildren(items.length > 0 ? el('ul', { class: 'plain' }, items) : nothing('No findings here.'));
  }

  showUnknown(unresolved) {
    const items = unresolved.slice(0, STEP * 5).map((entry) => {
      const use = entry.uses[0];
      const got = entry.got ? el('p', {}, 'Known of the name: ', code(entry.got)) : null;
      return el('li', { class: 'finding' }, el('div', { class: 'line' }, code(entry.artifact.name), el('span', { class: 'where' }, siteText(entry.site))),
        el('p', {}, entry.reason), got, excerpt(this.model, entry.site.file, entry.site.line),
        use ? el('button', { type: 'button', onclick: () => this.open(use) }, 'Follow the trace') : null);
    });
    const skipped = this.model.report.skipped;
    const parts = [el('h2', {}, 'Names that were not found out'), items.length > 0 ? el('ul', { class: 'plain' }, items) : nothing('None here: every name is known.')];
    if (skipped.length > 0) {
      const rows = skipped.slice(0, STEP * 5).map((entry) => el('tr', {}, el('th', { scope: 'row' }, code(entry.file)), el('td', {}, entry.reason)));
      parts.push(el('h2', {}, 'Files left out or read in part'), el('div', { class: 'listing' }, el('table', {}, el('tbody', {}, rows))));
    }
    byId('view-unknown').replaceChildren(...parts);
  }
}
