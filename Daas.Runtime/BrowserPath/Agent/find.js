// Finding one element by ordered ways. A way gives its visible hits; words match as a whole first, then as a part.

const CLICKABLE = 'a[href],a[onclick],button,input[type=button],input[type=submit],input[type=reset],input[type=image],area,summary,[role=button],[role=link],[role=tab],[role=menuitem],[role=treeitem],[role=option],[role=switch]';
const PERHAPS = 'a,[onclick],[ondblclick],[tabindex],label,[class*=btn],[class*=button],[style*=pointer],img';

const innermost = hits => hits.filter(el => !hits.some(other => other !== el && el.contains(other)));

const HINTS = {
  fill: el => isText(el) || el.tagName === 'SELECT',
  choose: el => el.tagName === 'SELECT' || isText(el) || /^(combobox|listbox)$/.test(el.getAttribute('role') ?? ''),
  check: isTick,
  upload: el => el.type === 'file',
};

function byLabel(scope, want, mode, hint, every) {
  const fits = HINTS[hint] ?? (() => true);
  const tiers = [[], [], [], []];
  for (const el of controlsIn(scope)) {
    if (!fits(el)) continue;
    const labels = labelsOf(el, every);
    const at = labels.findIndex(tier => tier.some(text => matches(text, want, mode)));
    if (at >= 0) tiers[at].push(el);
  }
  const hits = tiers.map(tier => tier.some(shown) ? tier.filter(shown) : tier).find(tier => tier.length) ?? [];
  if (hits.length) return hits;
  if (hint === 'choose') {
    const group = controlsIn(scope).filter(el => isTick(el) && groupLabels(el).some(text => matches(text, want, mode)));
    if (group.length) return [group[0]];
  }
  if (hint === 'read' || hint === 'choose' || hint === 'upload' || hint === 'hover') {
    const cells = byText(scope, want, mode, foldLabel).map(valueBeside).filter(cell => cell);
    if (hint === 'read') return cells.map(cell => controlsIn(cell)[0] ?? cell);
    return cells.map(cell => [...cell.querySelectorAll(CLICKABLE + ',' + PERHAPS)].find(shown) ?? cell.firstElementChild ?? cell);
  }
  return [];
}

function byText(scope, want, mode, folding = fold) {
  const hits = [];
  const walk = el => {
    let inner = false;
    for (const child of el.children) if (!UNREAD.has(child.tagName) && fold(child.textContent).includes(want)) inner = walk(child) || inner;
    if (inner) return true;
    const text = folding(textOf(el));
    if (!text.includes(want)) return false;
    if (mode === 'part' || text === want) hits.push(el);
    return true;
  };
  const root = scope.body ?? scope;
  if (want && fold(root.textContent).includes(want)) walk(root);
  return hits;
}

function byName(scope, want, mode) {
  for (const selector of [CLICKABLE, PERHAPS]) {
    const hits = [...scope.querySelectorAll(selector)].filter(el => namesOf(el).some(name => matches(name, want, mode)) && shown(el));
    if (hits.length) return innermost(hits);
  }
  return byText(scope, want, mode).filter(el => textOf(el).length < 60);
}

function rowsWith(scope, want, mode) {
  const rows = [...scope.querySelectorAll('tr,li,[role=row]')].filter(row => fold(row.textContent).includes(want));
  const parts = row => [...(row.cells ?? row.querySelectorAll('*'))];
  const whole = rows.filter(row => parts(row).some(cell => fold(textOf(cell)) === want || (isControl(cell) && fold(cell.value) === want)));
  if (whole.length || mode === 'whole') return innermost(whole).filter(shown);
  // A number within another, or within a date, is another number.
  const numbers = cell => textOf(cell).match(/[0-9]+/g) ?? [];
  return innermost(/^[0-9]+$/.test(want) ? rows.filter(row => parts(row).some(cell => { const all = numbers(cell); return all.length === 1 && all[0] === want; })) : rows).filter(shown);
}

// By where it stands on the screen: spans and headers in a table of their own need no other rule.
function byHeader(scope, want, rows, mode, hint) {
  const heads = [...scope.querySelectorAll('th,td,[role=columnheader]')].filter(head => matches(foldLabel(textOf(head)), want, mode) && shown(head));
  const hits = new Set();
  for (const head of innermost(heads)) {
    const at = head.getBoundingClientRect(), table = head.closest('table');
    for (const row of rows ?? table?.rows ?? []) {
      if (row === head.parentElement || row.getBoundingClientRect().top < at.top) continue;
      for (const cell of row.cells ?? row.querySelectorAll('[role=gridcell],[role=cell]')) {
        const box = cell.getBoundingClientRect(), middle = box.left + Math.min(box.width, 2000) / 2;
        if (middle < at.left || middle > at.right) continue;
        const inside = hint === 'read' ? controlsIn(cell)[0] : hint === 'click' || hint === 'download' || hint === 'hover'
          ? [...cell.querySelectorAll(CLICKABLE + ',' + PERHAPS)].find(shown) : controlsIn(cell).find(HINTS[hint] ?? shown);
        hits.add(inside ?? cell);
      }
    }
    if (hits.size) break;
  }
  return [...hits];
}

function hitsIn(doc, scope, way, mode, hint) {
  const want = key => way[key] === undefined ? undefined : key === 'label' || key === 'name' || key === 'header' ? foldLabel(way[key]) : fold(way[key]);
  const rows = way.row === undefined ? null : rowsWith(scope, want('row'), mode);
  let hits;
  if (way.css !== undefined) hits = [...scope.querySelectorAll(way.css)];
  else if (way.xpath !== undefined) {
    const found = doc.evaluate(way.xpath, scope, null, 7, null);
    hits = Array.from({ length: found.snapshotLength }, (_, i) => found.snapshotItem(i)).filter(node => node.nodeType === 1);
  } else if (way.header !== undefined) hits = byHeader(scope, want('header'), rows, mode, hint);
  else if (way.label !== undefined) hits = byLabel(scope, want('label'), mode, hint, way.nth !== undefined);
  else if (way.name !== undefined && way.role === undefined) hits = byName(scope, want('name'), mode);
  else if (way.text !== undefined) hits = byText(scope, want('text'), mode);
  else if (way.role !== undefined) hits = [...scope.querySelectorAll('*')].filter(el => roleOf(el) === way.role);
  else if (way.value !== undefined) hits = [...scope.querySelectorAll('input,button,option,select,textarea,[value]')];
  else if (way.title !== undefined) hits = [...scope.querySelectorAll('[title]')];
  else if (way.placeholder !== undefined) hits = [...scope.querySelectorAll('[placeholder]')];
  else hits = rows ?? [];

  if (way.css !== undefined || way.xpath !== undefined || way.header !== undefined) {
    if (way.label !== undefined) hits = hits.filter(el => labelsOf(el, true).some(tier => tier.some(text => matches(text, want('label'), mode))));
    if (way.text !== undefined) hits = hits.filter(el => matches(fold(textOf(el)), want('text'), mode));
  }
  if (way.role !== undefined) hits = hits.filter(el => roleOf(el) === way.role);
  if (way.name !== undefined && (way.role !== undefined || way.css !== undefined || way.label !== undefined))
    hits = hits.filter(el => namesOf(el).some(name => matches(name, want('name'), mode)));
  if (way.value !== undefined) hits = hits.filter(el => matches(fold(el.value ?? ''), want('value'), mode) || matches(fold(el.getAttribute('value') ?? ''), want('value'), mode));
  if (way.title !== undefined) hits = hits.filter(el => matches(fold(el.title), want('title'), mode));
  if (way.placeholder !== undefined) hits = hits.filter(el => matches(fold(el.getAttribute('placeholder')), want('placeholder'), mode));
  if (rows && way.header === undefined) hits = hits.filter(el => rows.some(row => row.contains(el)));
  return hits;
}

function hitsOf(way, hint, docs) {
  if (way.frame) docs = docs.filter(({ doc }) => hitsOf({ ...way.frame, frame: undefined }, 'any', [{ doc }]).length > 0);
  const scopes = [];
  for (const { doc } of docs) {
    if (!way.within) scopes.push([doc, doc]);
    else for (const holder of hitsOf({ frame: undefined, ...way.within }, 'any', [{ doc }])) scopes.push([doc, holder]);
  }
  if (way.within && scopes.length > 1) return [];
  const modes = way.exact === true ? ['whole'] : way.exact === false ? ['part'] : ['whole', 'part'];
  for (const mode of modes) {
    const all = scopes.flatMap(([doc, scope]) => hitsIn(doc, scope, way, mode, hint));
    let hits = all.filter(shown);
    // Hidden file fields and boxes behind a styled label, hidden selects behind a look-alike, hidden values that are read.
    if (!hits.length && ['upload', 'check', 'choose', 'read'].includes(hint)) hits = all;
    if (!hits.length) continue;
    if (way.nth !== undefined) return hits.slice(way.nth - 1, way.nth);
    return hits.length > 1 ? uncovered(hits) : hits;
  }
  return [];
}

// Layers over layers: of several, the one that a person could reach with the mouse.
function uncovered(hits) {
  const free = hits.filter(el => {
    const box = el.getBoundingClientRect(), x = box.left + box.width / 2, y = box.top + box.height / 2;
    const top = el.ownerDocument.elementFromPoint(x, y);
    return !top || top === el || el.contains(top) || top.contains(el) && top !== el.ownerDocument.body || [...el.labels ?? []].some(label => label.contains(top));
  });
  return free.length === 1 ? free : hits;
}

// A mask over the whole window: a person waits until it is gone. One that stays, like a toast or banner, is clicked past.
function masked(el) {
  const doc = el.ownerDocument, view = doc.defaultView, box = el.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false;
  for (let top = doc.elementFromPoint(x, y); top && !top.contains(el) && !el.contains(top); top = top.parentElement) {
    const cover = top.getBoundingClientRect();
    const width = Math.min(cover.right, view.innerWidth) - Math.max(cover.left, 0), height = Math.min(cover.bottom, view.innerHeight) - Math.max(cover.top, 0);
    if (width * height >= 0.8 * view.innerWidth * view.innerHeight) return true;
  }
  return false;
}

function locate(ways, hint) {
  const docs = documents(false), counts = [];
  for (let i = 0; i < ways.length; i++) {
    let hits = [];
    try { hits = ways[i] ? hitsOf(ways[i], hint, docs) : []; } catch (e) { counts.push(-1); continue; }
    counts.push(hits.length);
    if (hits.length === 1) return { el: hits[0], way: i, counts, opaque: docs.opaque };
  }
  return { el: null, counts, opaque: docs.opaque };
}

// For the error: what is there instead, nearest words first.
function nearest(ways, hint) {
  const want = ways.map(way => way ? fold(way.label ?? way.name ?? way.text ?? way.value ?? '') : '').join('');
  const likeness = text => [...new Set(text)].filter(c => want.includes(c)).length;
  const seen = new Set();
  for (const { doc } of documents(false)) {
    const fields = ['fill', 'choose', 'check', 'upload', 'read'].includes(hint);
    for (const el of doc.querySelectorAll(fields ? CONTROLS : CLICKABLE)) {
      if (seen.size > 400 || !shown(el) || (fields && !isControl(el))) continue;
      const words = fields ? labelsOf(el).flat()[0] : namesOf(el)[0];
      if (words && words.length < 40) seen.add(words);
    }
  }
  return [...seen].sort((a, b) => likeness(b) - likeness(a)).slice(0, 10);
}
