'use strict';
// What is known of one thing: where it is, what it uses or who uses it, the code, and how each name
// was found out.

/** Lines of a source, the one that matters marked; nothing where the source is not at hand. */
function excerpt(model, file, line) {
  const lines = model.around(file, line);
  if (lines.length === 0) return null;
  const indent = Math.min(...lines.filter(([, text]) => text.trim()).map(([, text]) => text.length - text.trimStart().length));
  return el('pre', { class: 'code', tabindex: 0, 'aria-label': `${file}, line ${line}` }, lines.map(([number, text]) => el('span', { class: number === line ? 'code-line here' : 'code-line' },
    el('span', { class: 'number', 'aria-hidden': 'true' }, String(number).padStart(4)), text.slice(indent === Infinity ? 0 : indent), '\n')));
}

class Details {
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.root = byId('details');
  }

  show(selection, uses) {
    this.root.hidden = selection === null;
    if (selection === null) {
      this.root.replaceChildren();
      return;
    }
    const shown = new Set(uses);
    const parts = {
      function: () => this.functionParts(selection.fn, shown),
      table: () => this.tableParts(selection.table, shown),
      lambda: () => this.lambdaParts(selection.lambda),
      pair: () => this.pairParts(selection.edge),
    }[selection.type]();
    const close = el('button', { type: 'button', class: 'close quiet', 'aria-label': 'Close the details', onclick: () => this.on.select(null) }, '\u00d7');
    this.root.replaceChildren(close, ...parts.flat().filter((part) => part));
    this.root.scrollTop = 0;
  }

  heading(what, name, where) {
    return [el('p', { class: 'what' }, what), el('h2', { id: 'details-name', tabindex: -1 }, name), where ? el('p', { class: 'where' }, where) : null];
  }

  functionParts(fn, shown) {
    const uses = fn.uses.filter((use) => shown.has(use));
    const runs = fn.lambdas.map((lambda) => this.jump(lambda.name, { type: 'lambda', id: 'lambda:' + lambda.id, lambda }));
    return [
      this.heading('Function', fn.name, `${fn.file.name}:${fn.line}`),
      runs.length > 0 ? el('p', {}, 'Run by ', interposed(runs)) : null,
      this.summary(uses, (use) => use.table, (table) => this.jump(table.label, { type: 'table', id: 'table:' + table.id, table })),
      hiddenNote(fn.uses.length - uses.length),
      ...capped(uses, (use) => this.use(use, tableWords(use))),
      this.policy(`${fn.file.name} ${fn.name}`),
    ];
  }

  tableParts(table, shown) {
    const uses = table.uses.filter((use) => shown.has(use));
    const places = table.bookmarks.slice(0, 5).map((place) => code(siteText(place)));
    const rest = table.bookmarks.length - places.length;
    const actions = [...new Set(uses.flatMap((use) => use.actions))].sort();
    return [
      this.heading(table.type, table.label, null),
      places.length > 0 ? el('p', {}, 'Named at ', interposed(places), rest > 0 ? ` and ${plural(rest, 'more place')}` : null) : null,
      ...table.declared.map((declared) => this.declared(declared)),
      table.indexes.length > 0 ? el('p', {}, 'Indexes read: ', interposed(table.indexes.map(code))) : null,
      actions.length > 0 ? el('p', {}, 'Actions: ', interposed(actions.map(code))) : null,
      this.summary(uses, (use) => use.fn, (fn) => this.jump(fn.name, { type: 'function', id: 'fn:' + fn.id, fn }, fn.file.name)),
      hiddenNote(table.uses.length - uses.length),
      ...capped(uses, (use) => this.use(use, use.fn.name)),
    ];
  }

  lambdaParts(lambda) {
    const uses = lambda.functions.flatMap((fn) => fn.uses);
    return [
      this.heading('Deployed function', lambda.name, `${lambda.template}:${lambda.line}`),
      el('p', {}, 'Handler ', code(lambda.handler)),
      this.summary(uses, (use) => use.table, (table) => this.jump(table.label, { type: 'table', id: 'table:' + table.id, table })),
      lambda.streams.length > 0 ? el('p', {}, 'Fed by the stream of ', interposed(lambda.streams.map((stream) => code(stream.name === null ? 'UNKNOWN' : stream.name)))) : null,
      el('h3', {}, 'Reaches'),
      el('ul', {}, lambda.functions.map((fn) => el('li', {}, this.jump(fn.name, { type: 'function', id: 'fn:' + fn.id, fn }, fn.file.name)))),
      this.permissions('Granted, never used', lambda.granted),
      this.permissions('Used, never granted', lambda.used),
      lambda.unread.length > 0 ? el('p', { class: 'notice' }, 'Policies that were not understood: ', lambda.unread.join('; ')) : null,
      this.policy(`${lambda.template} ${lambda.name}`),
    ];
  }

  permissions(title, all) {
    if (all.length === 0) return null;
    return el('div', {}, el('h3', {}, title), el('ul', {}, all.map((permission) => el('li', {}, code(permission.action), ' on ', code(permission.resource), ' ', el('span', { class: 'where' }, siteText(permission))))));
  }

  /** What the infrastructure says of a table. */
  declared(table) {
    const facts = [['Declared', `${table.declaration}, ${siteText(table)}`], ['Key', keyText(table.keys)]];
    for (const index of table.indexes) {
      const what = index.projection === null ? '' : ` (${[index.projection, ...index.projected].join(' ')})`;
      facts.push([`${index.local ? 'Local index' : 'Index'} ${index.name}`, keyText(index.keys) + what]);
    }
    if (table.timeToLive !== null) facts.push(['Expires by', table.timeToLive]);
    const readers = this.model.streamReaders(table.object);
    if (table.streamed || readers.length > 0) facts.push(['Stream', 'yes']);
    for (const { lambda, stream } of readers) facts.push(['Its stream feeds', `${lambda.name}, ${siteText(stream)}`]);
    return el('div', { class: 'use' }, el('dl', {}, facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])), excerpt(this.model, table.file, table.line));
  }

  pairParts(edge) {
    return [
      this.heading('Link', `${nameOfEnd(edge.from)} \u2192 ${nameOfEnd(edge.to)}`, null),
      ...capped(edge.uses, (use) => this.use(use, `${use.fn.name} \u2192 ${tableWords(use)}`)),
    ];
  }

  /** One use: the call, its code, how sure it is and why, and how the name was found out. */
  use(use, title) {
    const facts = [
      ['Call', `${use.site.receiver}.${use.site.api}`],
      ['At', siteText(use.site) + ':' + use.site.column],
      ['Actions', use.actions.join(', ')],
      ['Confidence', use.confidence],
      ['Name from', use.target.source + (use.target.variable ? ` ${use.target.variable}` : '') + (use.target.default !== null ? `, default ${use.target.default}` : '')],
    ];
    for (const access of use.accesses) {
      for (const [name, value] of [['Key condition', access.key], ['Filter', access.filter], ['Projection', access.projection], ['Consistency', access.consistency]]) {
        if (value) facts.push([name, value]);
      }
    }
    if (use.unknown) facts.push(['Unknown', use.unknown.reason + (use.unknown.got ? `; known: ${use.unknown.got}` : '')]);
    return el('article', { class: 'use' },
      el('h3', {}, title, ' ', chips(use.kinds)),
      use.findings.map((finding) => el('p', { class: 'inline-finding ' + finding.level }, code(finding.rule), ' ', finding.message)),
      excerpt(this.model, use.site.file, use.site.line),
      el('dl', {}, facts.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)])),
      this.trace(use));
  }

  trace(use) {
    const steps = use.trace.map((step) => {
      const lines = excerpt(this.model, step.file, step.line);
      const head = [el('span', { class: 'step' }, step.what), el('span', { class: 'where' }, siteText(step))];
      return el('li', {}, lines ? el('details', {}, el('summary', {}, head), lines) : head);
    });
    return el('details', { class: 'trace', open: true }, el('summary', {}, `Trace, ${plural(steps.length, 'step')}`), el('ol', {}, steps));
  }

  /** Each other end once, with the kinds of all its uses. */
  summary(uses, end, jump) {
    const kinds = new Map();
    for (const use of uses) kinds.set(end(use), [...(kinds.get(end(use)) || []), ...use.kinds]);
    return el('ul', { class: 'summary' }, capped([...kinds], ([other, all]) => el('li', {}, jump(other), chips(all))));
  }

  jump(text, selection, under) {
    return el('button', { type: 'button', class: 'jump', onclick: () => this.on.select(selection) }, text, under ? el('small', {}, under) : null);
  }

  policy(owner) {
    const entry = this.model.data.policies[owner];
    if (!entry) return null;
    const text = JSON.stringify(entry.policy, null, 2);
    const unknown = entry.unknown.length > 0 ? el('p', {}, 'Not granted, for the table is not known: ', interposed(entry.unknown.map(code))) : null;
    return el('details', { class: 'policy' }, el('summary', {}, 'Least-privilege policy'), el('pre', { class: 'code', tabindex: 0, 'aria-label': 'Policy' }, text), unknown);
  }
}

function nameOfEnd(end) {
  return end.row && end.row.fn ? end.row.fn.name : titleOf(end);
}

/** As people write it: the attribute and its type, the partition key first. */
function keyText(keys) {
  const ordered = [...keys.filter((key) => key.role === 'partition'), ...keys.filter((key) => key.role !== 'partition')];
  return ordered.map((key) => (key.type === null ? key.attribute : `${key.attribute} ${key.type}`)).join(', ');
}

function interposed(parts) {
  return parts.flatMap((part, index) => (index === 0 ? [part] : [', ', part]));
}

function hiddenNote(hidden) {
  return hidden > 0 ? el('p', { class: 'notice' }, `${plural(hidden, 'use')} hidden by search and filters.`) : null;
}

/** A first hundred; a table that everything uses would fill a book. */
function capped(all, make) {
  const most = 100;
  const made = all.slice(0, most).map(make);
  return all.length <= most ? made : [...made, el('p', { class: 'notice' }, `${count(all.length - most)} more are in the view Links.`)];
}
