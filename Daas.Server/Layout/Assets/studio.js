// Shows the old system's page while the room has a browser open. The panels beside it are the server's; all that is read here is which browser it is.

// The next browser that is opened draws as sharply as this screen shows.
document.cookie = `daas-scale=${devicePixelRatio}; path=/studio; samesite=strict`;

const stage = document.getElementById('stage');
let live = null, shown = null;

async function follow() {
  const screen = document.getElementById('room')?.dataset.screen || null;
  if (screen === shown) return;
  shown = screen;
  live?.close();
  live = null;
  stage.replaceChildren();
  stage.hidden = !screen;
  document.body.classList.toggle('onstage', !!screen);
  if (!screen) return;
  const { Live } = await import(stage.dataset.live);
  if (screen !== shown) return;
  live = new Live(stage, `/studio/live/${screen}`, JSON.parse(stage.dataset.texts), { token: stage.dataset.token });
}

if (stage) {
  new MutationObserver(follow).observe(document.querySelector('.studio'), { subtree: true, childList: true, attributes: true, attributeFilter: ['data-screen'] });
  follow();
}

// The panels live on the server: after it was started again they are made anew from what it keeps.
const cut = document.getElementById('components-reconnect-modal');
let wait = 0;
if (cut) new MutationObserver(() => {
  if (cut.classList.contains('components-reconnect-rejected')) return location.reload();
  if (!cut.classList.contains('components-reconnect-failed')) return;
  clearInterval(wait);
  wait = setInterval(() => fetch(location.href, { method: 'HEAD' }).then(() => location.reload(), () => { /* still away */ }), 5000);
}).observe(cut, { attributes: true, attributeFilter: ['class'] });

// The text beside "Copy" goes to the clipboard.
document.addEventListener('click', async e => {
  const button = e.target.closest?.('[data-copy]');
  if (!button) return;
  const text = document.getElementById(button.dataset.copy)?.textContent ?? '';
  try {
    await navigator.clipboard.writeText(text);
    button.dataset.done = 'yes';
  } catch {
    getSelection().selectAllChildren(document.getElementById(button.dataset.copy));
  }
});
