// Mouse and keyboard of the person, told as the browser on the server takes them.

const MODIFIERS = [['altKey', 1], ['ctrlKey', 2], ['metaKey', 4], ['shiftKey', 8]];
const BUTTONS = ['left', 'middle', 'right'];
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

const held = event => MODIFIERS.reduce((sum, [name, bit]) => sum + (event[name] ? bit : 0), 0);

export class Hands {
  #stage; #canvas; #keys; #send; #width; #asked; #leave;
  #move = null; #roll = null; #tick = 0; #clicks = { at: 0, x: 0, y: 0, button: -1, count: 0 }; #down = new Map(); #composed = 0;

  /**
   * @param {{stage: HTMLElement, canvas: HTMLCanvasElement, keys: HTMLTextAreaElement}} parts keys: takes the keyboard and its input methods
   * @param {{send: (message: object) => void, width: () => number, asked: () => boolean, leave: () => void}} view width: of the page shown, in its own pixels;
   *   asked: whether the page waits for an answer first (and lets it be given); leave: gives the keyboard back
   */
  constructor({ stage, canvas, keys }, { send, width, asked, leave }) {
    this.#stage = stage;
    this.#canvas = canvas;
    this.#keys = keys;
    this.#send = send;
    this.#width = width;
    this.#asked = asked;
    this.#leave = leave;
    this.#listenMouse();
    this.#listenKeys();
  }

  #place(e) {
    const box = this.#canvas.getBoundingClientRect(), scale = this.#width() / box.width || 1;
    return { x: (e.clientX - box.left) * scale, y: (e.clientY - box.top) * scale };
  }

  #mouse(what, e, button, count) {
    this.#send({ do: 'mouse', what, ...this.#place(e), button, buttons: e.buttons & 7, count, keys: held(e) });
  }

  // Moves and turns of the wheel go once a picture.
  #later(act) {
    act?.();
    if (this.#tick) return;
    this.#tick = requestAnimationFrame(() => {
      this.#tick = 0;
      this.#flush();
    });
  }

  #flush() {
    const move = this.#move, roll = this.#roll;
    this.#move = this.#roll = null;
    if (move) this.#mouse('move', move, BUTTONS[[1, 4, 2].findIndex(bit => move.buttons & bit)] ?? 'none', 0);
    if (roll) this.#send({ do: 'wheel', ...roll });
  }

  #listenMouse() {
    const canvas = this.#canvas;
    canvas.addEventListener('pointerdown', e => {
      e.preventDefault();
      if (this.#asked()) return;
      if (!BUTTONS[e.button]) return;
      const { clientX: x, clientY: y, timeStamp: at, button } = e, last = this.#clicks;
      const again = button === last.button && at - last.at < 500 && Math.hypot(x - last.x, y - last.y) < 5;
      this.#clicks = { at, x, y, button, count: again ? last.count % 3 + 1 : 1 };
      canvas.setPointerCapture(e.pointerId);
      const stage = this.#stage.getBoundingClientRect();
      // An input method shows its words beside the caret.
      Object.assign(this.#keys.style, { left: `${x - stage.left}px`, top: `${y - stage.top}px` });
      this.#keys.focus({ preventScroll: true });
      this.#flush();
      this.#mouse('down', e, BUTTONS[button], this.#clicks.count);
    });
    canvas.addEventListener('pointerup', e => {
      if (!BUTTONS[e.button] || !canvas.hasPointerCapture(e.pointerId)) return;
      this.#flush();
      this.#mouse('up', e, BUTTONS[e.button], this.#clicks.count);
    });
    canvas.addEventListener('pointermove', e => this.#later(() => { this.#move = e; }));
    canvas.addEventListener('contextmenu', e => e.preventDefault());
    canvas.addEventListener('wheel', e => {
      e.preventDefault();
      if (e.ctrlKey || this.#asked()) return;
      const unit = [1, 33, this.#stage.clientHeight][e.deltaMode], roll = this.#roll ?? { right: 0, down: 0 };
      this.#later(() => { this.#roll = { ...this.#place(e), right: roll.right + e.deltaX * unit, down: roll.down + e.deltaY * unit, keys: held(e) }; });
    }, { passive: false });
  }

  #listenKeys() {
    const keys = this.#keys;
    keys.addEventListener('keydown', e => this.#press(e));
    keys.addEventListener('keyup', e => {
      const sent = this.#down.get(e.code);
      if (!sent) return;
      e.preventDefault();
      this.#down.delete(e.code);
      this.#send({ ...sent, down: false, repeat: false, keys: this.#held(e) });
    });
    // A key that is let go elsewhere would be held for ever.
    keys.addEventListener('blur', () => {
      for (const sent of this.#down.values()) this.#send({ ...sent, down: false, repeat: false, keys: 0 });
      this.#down.clear();
    });
    keys.addEventListener('compositionupdate', e => this.#send({ do: 'compose', value: e.data }));
    keys.addEventListener('compositionend', e => {
      this.#send(e.data ? { do: 'text', value: e.data } : { do: 'compose', value: '' });
      this.#composed = e.timeStamp;
      setTimeout(() => { keys.value = ''; });
    });
    // What is written without a key: a picker of signs, dictation, a keyboard on glass.
    keys.addEventListener('input', e => {
      if (e.isComposing) return;
      if (e.data && e.inputType === 'insertText' && e.timeStamp - this.#composed > 50) this.#send({ do: 'text', value: e.data });
      keys.value = '';
    });
    keys.addEventListener('paste', e => {
      e.preventDefault();
      const text = e.clipboardData.getData('text/plain').replace(/\r\n?/g, '\n');
      if (text) this.#send({ do: 'text', value: text });
    });
  }

  // Command on a Mac is Control to the browser on the server; a sign written with AltGr is written, not commanded.
  #held(e) {
    let keys = held(e);
    if (MAC && keys & 4) keys = keys & ~4 | 2;
    return e.key.length === 1 && e.getModifierState('AltGraph') ? keys & ~3 : keys;
  }

  #press(e) {
    if (e.isComposing || e.keyCode === 229 || e.key === 'Dead' || e.key === 'Process') return;
    if (MAC && e.key === 'Meta') return;
    const command = e.ctrlKey || (MAC && e.metaKey);
    if (e.key === 'F6' && e.ctrlKey) {
      e.preventDefault();
      return this.#leave();
    }
    // Pasting is told with what is pasted; the tools of the person's own browser stay theirs.
    if ((command && e.key.toLowerCase() === 'v') || e.key === 'F12' || e.key === 'F11' || (e.ctrlKey && e.shiftKey && e.key === 'I')) return;
    e.preventDefault();
    if (e.key === 'F5' || (command && e.key.toLowerCase() === 'r')) return void (e.repeat || this.#send({ do: 'reload' }));
    if (e.altKey && !command && (e.key === 'ArrowLeft' || e.key === 'ArrowRight')) return this.#send({ do: e.key === 'ArrowLeft' ? 'back' : 'forward' });
    const sent = { do: 'key', down: true, name: e.key, code: e.code, number: e.keyCode, keys: this.#held(e), repeat: e.repeat, place: e.location };
    this.#flush();
    this.#send(sent);
    // A Mac does not tell when a key is let go while Command is held.
    if (MAC && e.metaKey) this.#send({ ...sent, down: false });
    else this.#down.set(e.code, sent);
  }
}
