// Keeps the health page up to date: parts come over server-sent events, relative times are written here.
const parts = document.getElementById('parts');
const live = document.getElementById('live');
const words = JSON.parse(parts.dataset.words);
const silentAfter = 20_000;
let heard = Date.now();
let lost = false;

const count = (key, n) => (n === 1 ? words[key + '.one'] : words[key]).replace('{0}', n);

function ago(then) {
  const seconds = Math.max(0, (Date.now() - then) / 1000);
  if (seconds < 5) return words.now;
  if (seconds < 60) return count('seconds', Math.floor(seconds));
  if (seconds < 3600) return count('minutes', Math.floor(seconds / 60));
  if (seconds < 172800) return count('hours', Math.floor(seconds / 3600));
  return count('days', Math.floor(seconds / 86400));
}

function tellTimes(root = document) {
  for (const time of root.querySelectorAll('time[data-ago]')) {
    const text = ago(Date.parse(time.dateTime));
    if (time.textContent !== text) time.textContent = text;
  }
}

function tellLive(on) {
  if (on) heard = Date.now();
  if (on !== lost && live.classList.contains('known')) return;
  lost = !on;
  live.classList.add('known');
  live.classList.toggle('lost', lost);
  document.documentElement.classList.toggle('stale', lost);
  live.textContent = lost
    ? live.dataset.lost.replace('{0}', new Date(heard).toTimeString().slice(0, 8))
    : live.dataset.live;
}

function replace(id, html) {
  const old = document.getElementById(id);
  const holder = document.createElement('template');
  holder.innerHTML = html.trim();
  const fresh = holder.content.firstElementChild;
  if (old) {
    for (const kept of old.querySelectorAll('details[open][data-keep]'))
      fresh.querySelector(`details[data-keep="${CSS.escape(kept.dataset.keep)}"]`)?.setAttribute('open', '');
    for (const field of fresh.querySelectorAll('input[name="__RequestVerificationToken"]')) {
      const mine = document.querySelector('input[name="__RequestVerificationToken"]');
      if (mine) field.value = mine.value;
    }
  }
  const focused = old?.contains(document.activeElement) ? document.activeElement.id : '';
  if (old) old.replaceWith(fresh);
  else parts.append(fresh);
  tellTimes(fresh);
  if (focused) document.getElementById(focused)?.focus();
}

const stream = new EventSource(parts.dataset.stream);
stream.addEventListener('parts', event => {
  tellLive(true);
  const { order, changed } = JSON.parse(event.data);
  for (const [id, html] of Object.entries(changed)) replace(id, html);
  for (const part of [...parts.children]) if (!order.includes(part.id)) part.remove();
  order.forEach((id, index) => {
    const part = document.getElementById(id);
    if (part && parts.children[index] !== part) parts.insertBefore(part, parts.children[index]);
  });
});
stream.addEventListener('beat', () => tellLive(true));
stream.addEventListener('error', () => tellLive(false));
setInterval(() => {
  tellTimes();
  if (Date.now() - heard > silentAfter) tellLive(false);
}, 1000);
tellTimes();
