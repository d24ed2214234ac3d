// The recorder's own bar, in the window's top frame only; the page cannot see into it.

const CHINESE = /^zh/i.test(navigator.language);

function bar({ paused }) {
  if (window.top !== window || !document.documentElement) return;
  document.querySelector('daas-bar')?.remove();
  const host = document.createElement('daas-bar');
  host.style.cssText = 'all:initial!important;position:fixed!important;right:12px!important;bottom:12px!important;z-index:2147483647!important';
  const shade = host.attachShadow({ mode: 'closed' });
  const box = document.createElement('div');
  box.style.cssText = 'display:flex;gap:6px;align-items:center;padding:4px 8px;border-radius:6px;background:#222d;color:#fff;font:12px system-ui,sans-serif';
  const dot = document.createElement('span');
  dot.style.cssText = `width:8px;height:8px;border-radius:4px;background:${paused ? '#999' : '#e33'}`;
  box.append(dot);
  const words = CHINESE ? { pause: paused ? '继续' : '暂停', pick: '这是答案', done: '完成' } : { pause: paused ? 'Go on' : 'Pause', pick: 'This is the answer', done: 'Done' };
  for (const [what, text] of Object.entries(words)) {
    const button = document.createElement('button');
    button.textContent = text;
    button.style.cssText = 'all:unset;cursor:pointer;padding:2px 6px;border-radius:4px;background:#fff2';
    button.addEventListener('click', () => globalThis.daasTells(JSON.stringify({ kind: 'bar', at: Date.now(), what })));
    box.append(button);
  }
  shade.append(box);
  document.documentElement.append(host);
}
