'use strict';
// The page: what is searched, shown and selected.

const VIEWS = [
  { id: 'map', name: 'Graph' },
  { id: 'links', name: 'Links' },
  { id: 'access', name: 'Access patterns' },
  { id: 'findings', name: 'Findings' },
  { id: 'unknown', name: 'Unknown' },
];

class Page {
  constructor(model) {
    this.model = model;
    this.filter = new Filter();
    this.selection = null;
    this.view = 'map';
    const on = { select: (selection) => this.select(selection), redraw: (...ids) => this.redraw(ids) };
    this.picture = new Picture(model, on);
    this.details = new Details(model, on);
    this.lists = new Lists(model, (use) => this.select({ type: 'function', id: 'fn:' + use.fn.id, fn: use.fn }));
    this.stats();
    this.tabs();
    this.filters();
    this.legend();
    this.keys();
    theme();
    if (matchMedia('(max-width: 900px)').matches) byId('filter-fold').open = false;
    byId('to-links').addEventListener('click', (event) => { event.preventDefault(); this.turnTo('links', true); });
    this.update(true);
    let settled = null;
    new ResizeObserver(() => { clearTimeout(settled); settled = setTimeout(() => this.resized(), 80); }).observe(byId('canvas'));
  }

  stats() {
    const { stats, unresolved } = this.model.report;
    const facts = [[stats.tables, 'table'], [this.model.functions.size, 'function'], [this.model.uses.length, 'use'], [stats.links, 'link'], [stats.files, 'file'],
      [unresolved.length, 'unknown name'], [this.model.data.findings.length, 'finding']];
    byId('stats').append(...facts.map(([number, name]) => el('li', {}, el('b', {}, count(number)), ' ' + (number === 1 ? name : name + 's'))));
    document.title = `DynamoDB lineage: ${plural(stats.tables, 'table')}, ${plural(this.model.functions.size, 'function')}`;
  }

  // --- Views -----------------------------------------------------------------------------------------

  tabs() {
    byId('tabs').append(...VIEWS.map((view) => el('button', {
      type: 'button', id: 'tab-' + view.id, role: 'tab', 'aria-controls': 'view-' + view.id,
      onclick: () => this.turnTo(view.id, false),
    }, view.name, ' ', el('span', { class: 'number' }))));
    byId('tabs').addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const index = VIEWS.findIndex((view) => view.id === this.view);
      this.turnTo(VIEWS[(index + step + VIEWS.length) % VIEWS.length].id, true);
    });
    this.turnTo('map', false);
  }

  turnTo(id, focus) {
    this.view = id;
    for (const view of VIEWS) {
      const tab = byId('tab-' + view.id);
      tab.setAttribute('aria-selected', String(view.id === id));
      tab.tabIndex = view.id === id ? 0 : -1;
      byId('view-' + view.id).hidden = view.id !== id;
    }
    if (focus) byId('tab-' + id).focus();
    if (id === 'map' && this.late) this.resized();
  }

  numbers(counts) {
    for (const [id, number] of Object.entries(counts)) byId('tab-' + id).querySelector('.number').textContent = count(number);
  }

  // --- Search and filters ----------------------------------------------------------------------------

  filters() {
    const { filter, model } = this;
    const box = (name, set, word, extra) => el('label', { class: 'check' }, el('input', {
      type: 'checkbox', name, value: word, checked: true,
      onchange: (event) => { if (event.target.checked) set().add(word); else set().delete(word); this.update(true); },
    }), ' ', extra);
    byId('kinds').append(...KINDS.map((kind) => box('kind', () => filter.kinds, kind.word, el('span', { class: 'tag ' + kind.word }, kind.word))));
    byId('confidences').append(...CONFIDENCES.map((word) => box('confidence', () => filter.confidences, word, el('span', { class: 'sure ' + word }, word))));
    const options = (id, all, things) => byId(id).append(el('option', { value: '' }, all), ...things.map((thing) => el('option', { value: thing.id }, thing.name)));
    const tables = [...model.tables.values()].filter((table) => table.uses.length > 0 || table.idle).map((table) => ({ id: table.id, name: table.label }));
    options('table', `All ${count(tables.length)}`, tables.sort((a, b) => a.name.localeCompare(b.name)));
    options('file', `All ${count(model.files.size)}`, [...model.files.values()].sort((a, b) => a.name.localeCompare(b.name)));
    const changes = (id, event, change) => byId(id).addEventListener(event, () => { change(byId(id)); this.update(true); });
    changes('search', 'input', (input) => { filter.text = input.value; });
    changes('table', 'change', (select) => { filter.table = select.value; });
    changes('file', 'change', (select) => { filter.file = select.value; });
    changes('flagged', 'change', (input) => { filter.flagged = input.checked; });
    byId('filters').addEventListener('submit', (event) => event.preventDefault());
    byId('clear').addEventListener('click', () => this.reset());
  }

  reset() {
    this.filter.clear();
    byId('filters').reset();
    this.update(true);
    byId('search').focus();
  }

  update(refit) {
    this.uses = this.filter.apply(this.model.uses);
    const all = this.model.uses.length;
    byId('shown').textContent = this.filter.open ? `${plural(all, 'use')} of tables` : `${count(this.uses.length)} of ${plural(all, 'use')}`;
    byId('clear').disabled = this.filter.open;
    this.idle = this.filter.open ? this.model.idle : this.model.idle.filter((table) => table.id === this.filter.table);
    this.picture.show(this.uses, this.idle, refit && this.view === 'map');
    this.late = refit && this.view !== 'map';
    this.numbers(this.lists.show(this.uses));
    this.details.show(this.selection, this.uses);
  }

  /** After something was opened or closed: the focus goes to the first of these that is drawn. */
  redraw(ids) {
    this.picture.show(this.uses, this.idle, false);
    this.picture.focus([...ids, this.picture.at].find((id) => this.picture.ends.has(id)));
  }

  resized() {
    this.late = false;
    // Who has moved the graph wants it where it is.
    if (this.view === 'map' && !this.picture.moved) this.picture.fit();
  }

  // --- Selection -------------------------------------------------------------------------------------

  select(selection) {
    const before = this.selection;
    this.selection = selection;
    this.picture.select(selection);
    this.details.show(selection, this.uses);
    if (selection) announce(`Details of ${byId('details-name').textContent}`);
    else if (before) announce('Details closed');
  }

  keys() {
    document.addEventListener('keydown', (event) => {
      const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'checkbox';
      if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        byId('filter-fold').open = true;
        byId('search').focus();
      } else if (event.key === 'Escape') {
        this.escape(event.target);
      }
    });
  }

  /** Out of one thing after the other: the details, then the search. */
  escape(target) {
    if (this.selection) {
      const inside = byId('details').contains(target);
      this.select(null);
      if (inside && this.view === 'map') this.picture.focus(this.picture.at);
      else if (inside) byId('tab-' + this.view).focus();
    } else if (target.id === 'search' && target.value !== '') {
      target.value = '';
      this.filter.text = '';
      this.update(true);
    }
  }

  legend() {
    const line = (name, text) => {
      const svg = document.createElementNS(SVG, 'svg');
      svg.setAttribute('width', 30);
      svg.setAttribute('height', 8);
      svg.setAttribute('aria-hidden', 'true');
      const path = document.createElementNS(SVG, 'path');
      path.setAttribute('d', 'M1,4H29');
      path.setAttribute('class', 'strand ' + name);
      svg.append(path);
      return el('span', { class: 'key' }, svg, text);
    };
    byId('legend').append(...KINDS.map((kind) => line(kind.word + ' exact', kind.word)), line('plain likely', 'likely'), line('plain guess', 'guess'));
  }
}

/** Light, dark, or as the system is. */
function theme() {
  const names = { '': 'Theme: system', light: 'Theme: light', dark: 'Theme: dark' };
  const order = ['', 'light', 'dark'];
  const set = (name) => {
    if (name) document.documentElement.dataset.theme = name;
    else delete document.documentElement.dataset.theme;
    byId('theme').textContent = names[name];
  };
  set('');
  byId('theme').addEventListener('click', () => {
    const now = document.documentElement.dataset.theme || '';
    set(order[(order.indexOf(now) + 1) % order.length]);
  });
}

new Page(new Model(JSON.parse(byId('data').textContent)));
document.documentElement.dataset.ready = 'yes';
