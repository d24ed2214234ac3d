// Makes the page's text field an editor of scripts. The page works without: what is saved is always the form's own field.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { unifiedMergeView } from '@codemirror/merge';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { completeBy, describeBy } from './help.js';
import { look } from './look.js';
import { dashColumn } from './place.js';
import { checking, forceLinting, show } from './problems.js';

const form = document.getElementById('editor');
const field = form.elements.text;
const { own, schemaUrl, checkUrl, publishedUrl } = form.dataset;
const words = JSON.parse(form.dataset.words);
const said = document.getElementById('said');
const anyway = document.getElementById('anyway');
const unsaved = document.getElementById('unsaved');
const compareButton = document.getElementById('compare');
const schema = await (await fetch(schemaUrl)).json();
const comparing = new Compartment();
let saved = field.value;
let saving = false;

const plain = text => text.replace(/\r\n?/g, '\n');
const textNow = () => view.state.doc.toString();
const isChanged = () => textNow() !== plain(saved);

function say(text, tone = '') {
  said.className = `note ${tone}`;
  said.hidden = !text;
  said.textContent = text;
}

function tellChanged() {
  unsaved.hidden = !isChanged();
}

async function send(url, more) {
  const body = new FormData();
  body.set('__RequestVerificationToken', form.elements.__RequestVerificationToken.value);
  body.set('text', textNow());
  for (const [name, value] of Object.entries(more)) body.set(name, value);
  return fetch(url, { method: 'POST', body, headers: { Accept: 'application/json' }, redirect: 'error' });
}

async function ask() {
  try {
    const answer = await send(checkUrl, {});
    if (!answer.ok) throw new Error(String(answer.status));
    if (said.dataset.lost) say('');
    delete said.dataset.lost;
    return (await answer.json()).problems;
  } catch {
    said.dataset.lost = 'true';
    say(words.lost, 'bad');
    return null;
  }
}

/** Lays another text beside the editor's: what differs is marked, and each difference can be taken back. */
function compare(original, inConflict = false) {
  view.dispatch({
    effects: comparing.reconfigure(original === null ? [] : unifiedMergeView({ original, mergeControls: true, gutter: true, collapseUnchanged: { margin: 3, minSize: 6 } })),
  });
  compareButton?.setAttribute('aria-pressed', String(original !== null));
  if (compareButton) {
    compareButton.hidden = inConflict;
    document.getElementById('compare-hint').hidden = inConflict || original === null;
  }
}

async function published() {
  const page = new DOMParser().parseFromString(await (await fetch(publishedUrl)).text(), 'text/html');
  return plain(page.getElementById('text').value);
}

function take(text) {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: plain(text) }, userEvent: 'input.take' });
  view.focus();
}

const conflict = document.getElementById('conflict');

function meet(theirs) {
  conflict.hidden = false;
  compare(plain(theirs ?? ''), true);
  conflict.querySelector('[data-take]').onclick = () => {
    take(theirs ?? '');
    saved = theirs ?? '';
    settle();
    view.focus();
  };
  conflict.querySelector('[data-keep]').onclick = async () => {
    settle();
    await save();
  };
  conflict.focus();
}

function settle() {
  conflict.hidden = true;
  compare(null);
  say('');
  tellChanged();
}

async function save() {
  if (saving) return true;
  saving = true;
  const sent = textNow();
  try {
    const answer = await send(form.action, { do: 'save', opened: form.elements.opened.value, ...(anyway.querySelector('input').checked ? { anyway: 'true' } : {}) });
    const result = await answer.json();
    say(result.text, result.tone);
    if (result.opened) form.elements.opened.value = result.opened;
    document.getElementById('state').textContent = result.state;
    if (result.outcome === 'saved') {
      saved = sent;
      anyway.querySelector('input').checked = false;
      conflict.hidden = true;
      compare(null);
    }
    anyway.hidden = result.outcome !== 'errors';
    if (result.problems) show(view, result.problems, own, words);
    if (result.outcome === 'conflict') meet(result.theirs);
  } catch {
    say(words.lost, 'bad');
  } finally {
    saving = false;
    tellChanged();
  }
  return true;
}

const view = new EditorView({
  state: EditorState.create({
    doc: plain(field.value),
    extensions: [
      EditorView.cspNonce.of(form.nonce),
      EditorState.phrases.of(words.phrases),
      lineNumbers(), highlightActiveLineGutter(), foldGutter(), highlightSpecialChars(), history(), drawSelection(), indentOnInput(),
      bracketMatching(), closeBrackets(), highlightActiveLine(), highlightSelectionMatches(), search({ top: true }),
      indentUnit.of('  '), EditorState.tabSize.of(2), EditorView.lineWrapping,
      yaml(), look,
      autocompletion({ override: [completeBy(schema, own === 'system.yaml')], icons: false }),
      describeBy(schema, words),
      checking(ask, own, words, problems => { if (!problems.some(p => p.error)) anyway.hidden = true; }),
      comparing.of([]),
      keymap.of([
        { key: 'Mod-s', run: () => (save(), true) },
        { key: 'Tab', run: acceptCompletion },
        ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...historyKeymap, ...foldKeymap, ...defaultKeymap, indentWithTab,
      ]),
      // A dash below the keys of a list item begins the next item: the line was indented for another key.
      EditorView.inputHandler.of((view, from, to, text) => {
        const line = view.state.doc.lineAt(from);
        const before = line.text.slice(0, from - line.from);
        if (text !== '-' || from !== to || before.trim() || to !== line.to) return false;
        const column = dashColumn(view.state.doc, line.number, before.length);
        if (column === null) return false;
        view.dispatch({ changes: { from: line.from, to, insert: ' '.repeat(column) + '-' }, selection: { anchor: line.from + column + 1 }, userEvent: 'input.type' });
        return true;
      }),
      EditorView.contentAttributes.of({ 'aria-label': words.label, 'aria-describedby': 'editor-keys' }),
      EditorView.updateListener.of(update => { if (update.docChanged) tellChanged(); }),
    ],
  }),
});
const holder = document.getElementById('editor-text');
field.hidden = true;
field.removeAttribute('required');
holder.append(view.dom);
for (const part of document.querySelectorAll('[data-with-script]')) part.hidden = false;
for (const part of document.querySelectorAll('[data-without-script]')) part.remove();
anyway.hidden = true;

form.addEventListener('submit', event => {
  event.preventDefault();
  save();
});
document.getElementById('undo')?.addEventListener('click', async event => {
  event.preventDefault();
  take(await published());
});
compareButton?.addEventListener('click', async () => compare(compareButton.getAttribute('aria-pressed') === 'true' ? null : await published()));
document.addEventListener('keydown', event => {
  if ((event.ctrlKey || event.metaKey) && event.key === 's' && !event.defaultPrevented) {
    event.preventDefault();
    save();
  }
});
addEventListener('beforeunload', event => { if (isChanged()) event.preventDefault(); });
if (form.dataset.theirs !== undefined) meet(form.dataset.theirs);
const line = /^#L(\d+)$/.exec(location.hash)?.[1];
const at = line ? view.state.doc.line(Math.min(Number(line), view.state.doc.lines)).from : 0;
view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: 'center' }) });
view.focus();
forceLinting(view);
document.documentElement.dataset.editor = 'ready';
