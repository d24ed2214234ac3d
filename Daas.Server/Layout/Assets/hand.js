// A person signs in to an old system through the live view; how far it is comes over server-sent events. Words of the system are only ever text.
import { Live } from './live.js';

const standing = document.getElementById('hand-standing');
const view = document.getElementById('hand-view');
const look = document.getElementById('hand-look');
const [text, words] = standing.children;
let live = null;

function tell({ phase, text: says, words: quoted, over }) {
  standing.dataset.phase = phase;
  text.textContent = says;
  words.hidden = !quoted;
  words.querySelector('q').textContent = quoted ?? '';
  look.querySelector('button').disabled = phase !== 'yours';
  if (over) {
    live?.close();
    stream.close();
    if (phase === 'done') location.assign(standing.dataset.done);
    else location.reload();
  } else if (!live && phase !== 'starting') {
    live = new Live(view, view.dataset.url, JSON.parse(view.dataset.words), { address: false });
  } else if (phase === 'yours' && !view.contains(document.activeElement) && document.activeElement === document.body) {
    live?.focus();
  }
}

look.addEventListener('submit', event => {
  event.preventDefault();
  fetch(look.action, { method: 'POST', body: new URLSearchParams(new FormData(look)), redirect: 'manual' });
});

const stream = new EventSource(standing.dataset.stream);
stream.addEventListener('standing', event => tell(JSON.parse(event.data)));
