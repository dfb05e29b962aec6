// Everything can be read without this file; it keeps an open page up to date and switches the theme.
// The server renders each piece (encoded by Razor) and sends it whole; here it is only put in its place.
const find = (selector, within = document) => within.querySelector(selector);
const stream = find('#stream'), live = find('#live'), say = find('#say'), newer = find('[data-newer]'), pause = find('[data-pause]');

const element = html => {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
};

// ---- theme: system, light, dark; the server reads the same cookie, so there is no flash -------------------------------
const themes = { '': 'light', light: 'dark', dark: '' };
for (const button of document.querySelectorAll('[data-theme-switch]')) {
  button.hidden = false;
  button.addEventListener('click', () => {
    const root = document.documentElement.dataset, theme = themes[root.theme ?? ''];
    if (theme) { root.theme = theme; } else { delete root.theme; }
    document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax`;
  });
}

// ---- rows: held back while somebody reads, so that nothing moves under the cursor --------------------------------------
const held = new Map(), readingFor = 3000, longestTimeline = 200;
let paused = false, pointed = -readingFor;

const isReading = () => performance.now() - pointed < readingFor || find(':focus-visible', stream) || find('details[open]', stream);

const put = row => {
  const old = document.getElementById(row.id);
  if (old) {
    const details = find('details', old);
    if (details?.open) { find('details', row).open = true; }
    const focused = old.contains(document.activeElement);
    old.replaceWith(row);
    if (focused) { find('summary', row)?.focus({ preventScroll: true }); }
    return;
  }

  const below = [...stream.children].find(other => other.dataset.key < row.dataset.key);
  stream.insertBefore(row, below ?? null);
  if (stream.children.length > longestTimeline) { stream.lastElementChild.remove(); }
};

const showHeld = () => {
  for (const row of held.values()) { put(row); }
  held.clear();
  newer.hidden = true;
};

const offerHeld = () => {
  const count = [...held.values()].filter(row => row.matches('.find')).length;
  newer.hidden = count === 0;
  newer.textContent = `${count} newer`;
};

const take = row => {
  const isNew = !document.getElementById(row.id);
  if (isNew && row.matches('.find')) { announce(row); }
  if (isNew && (paused || isReading())) { held.set(row.id, row); offerHeld(); return; }
  put(row);
};

// ---- screen readers hear of new critical and high findings, at most every five seconds ----------------------------------
let spoken = -5000, caughtUp = false;
const announce = row => {
  if (!caughtUp || !row.matches('.critical, .high') || row.matches('.past') || performance.now() - spoken < 5000) { return; }
  spoken = performance.now();
  say.textContent = find('p', row).textContent;
};

const connect = () => {
  const source = new EventSource('/live/findings');
  let since = '';
  source.addEventListener('finding', message => take(element(message.data)));
  source.addEventListener('part', message => {
    const part = element(message.data), old = document.getElementById(part.id);
    if (old?.outerHTML !== part.outerHTML) { old?.replaceWith(part); }
  });
  source.addEventListener('live', message => {
    caughtUp = true;
    since = '';
    live.className = 'live';
    live.textContent = message.data;
  });
  source.addEventListener('error', () => {
    caughtUp = false;
    since ||= new Date().toISOString().slice(11, 19);
    live.className = 'live off';
    live.textContent = source.readyState === EventSource.CLOSED
      ? `Not live since ${since} UTC; reload the page`
      : `Reconnecting; showing what was known at ${since} UTC`;
  });
};

if (stream) {
  pause.hidden = false;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', paused);
    find('span', pause).textContent = paused ? 'Go on' : 'Pause';
    if (!paused) { showHeld(); }
  });
  newer.addEventListener('click', showHeld);
  stream.addEventListener('pointermove', () => { pointed = performance.now(); });
  stream.addEventListener('pointerleave', () => { pointed = -readingFor; });
  setInterval(() => { if (held.size > 0 && !paused && !isReading()) { showHeld(); } }, 1000);
  connect();
}
