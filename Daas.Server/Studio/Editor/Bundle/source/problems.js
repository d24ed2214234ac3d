// What the server finds wrong, in the text and as a list beside it. Every word of it is only ever a text.
import { forceLinting, linter, lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorView } from '@codemirror/view';

const word = /[^\s:,{}[\]'"]+/y;

function rangeOf(doc, problem) {
  const line = doc.line(Math.min(Math.max(1, problem.line), doc.lines));
  const from = Math.min(line.from + problem.column - 1, line.to);
  word.lastIndex = from - line.from;
  const found = word.exec(line.text);
  return { from, to: found ? from + found[0].length : Math.max(line.to, from) };
}

function diagnosticOf(doc, problem, words) {
  const { from, to } = rangeOf(doc, problem);
  const written = doc.sliceString(from, to);
  // Only a word that the message names itself is replaced: some are found at the beginning of what holds them.
  const replaced = problem.suggestion && written && problem.message.includes(`'${written}'`);
  return {
    from,
    to,
    severity: problem.error ? 'error' : 'warning',
    message: problem.text,
    actions: replaced
      ? [{ name: words.fix.replace('{0}', problem.suggestion), apply: (view, a, b) => view.dispatch({ changes: { from: a, to: b, insert: problem.suggestion } }) }]
      : [],
  };
}

/** Goes to a problem's place. */
function goTo(view, problem) {
  const { from } = rangeOf(view.state.doc, problem);
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
  view.focus();
}

/** Writes the list anew; the summary is read out by screen readers when it changes. */
export function list(view, problems, own, words) {
  const summary = document.getElementById('problem-count');
  const errors = problems.filter(p => p.error).length;
  const text = problems.length === 0 ? words.noProblems
    : errors === 0 ? words.onlyAdvice : (errors === 1 ? words.oneError : words.errors.replace('{0}', errors));
  if (summary.textContent !== text) summary.textContent = text;
  summary.className = errors ? 'bad' : problems.length ? 'warn' : 'good';
  document.getElementById('problem-list').replaceChildren(...problems.map(problem => {
    const item = document.createElement('li');
    item.className = problem.error ? 'bad' : 'warn';
    const place = Object.assign(document.createElement(problem.file === own ? 'button' : 'a'), {
      className: 'place',
      textContent: problem.file === own ? words.line.replace('{0}', problem.line) : `${problem.file}:${problem.line}`,
    });
    if (problem.file === own) Object.assign(place, { type: 'button', onclick: () => goTo(view, problem) });
    else place.href = problem.file;
    item.append(place, ' ', problem.text);
    return item;
  }));
}

/** Asks the server while one types. */
export function checking(ask, own, words, told) {
  return [
    linter(async view => {
      const doc = view.state.doc;
      const problems = await ask(doc.toString());
      if (!problems) return [];
      if (view.state.doc === doc) {
        list(view, problems, own, words);
        told(problems);
      }
      return problems.filter(p => p.file === own).map(p => diagnosticOf(doc, p, words));
    }, { delay: 350 }),
    lintGutter(),
  ];
}

/** Shows what a save was answered with. */
export function show(view, problems, own, words) {
  list(view, problems, own, words);
  view.dispatch(setDiagnostics(view.state, problems.filter(p => p.file === own).map(p => diagnosticOf(view.state.doc, p, words))));
}

export { forceLinting };
