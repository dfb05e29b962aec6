// Filters the rows of a page that lies in a file. Without it, everything is shown.
const form = document.querySelector('[data-filters]');
if (form) {
  const list = document.getElementById(form.dataset.filters);
  const rows = [...list.querySelectorAll('[data-severity]')];
  const told = document.getElementById('told');
  const none = document.getElementById('none');
  const words = new WeakMap();
  const selects = [...form.querySelectorAll('select')];
  const text = form.querySelector('[type=search]');
  const open = form.querySelector('[type=checkbox]');
  const number = value => value.toLocaleString('en');

  // Severities and verdicts stand in the order of the page; the rest is sorted by name.
  for (const select of selects) {
    const values = [...new Set(rows.map(row => row.dataset[select.name]).filter(value => value))];
    const given = (select.dataset.order ?? '').split(' ');
    values.sort((one, other) => given.indexOf(one) - given.indexOf(other) || one.localeCompare(other, 'en'));
    select.append(...values.map(value => new Option(value, value)));
    select.closest('label').hidden = values.length < 2;
  }

  const wordsOf = row => {
    if (!words.has(row)) { words.set(row, row.textContent.toLowerCase()); }
    return words.get(row);
  };

  const apply = () => {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(word => word);
    const chosen = selects.filter(select => select.value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = (open?.checked && row.dataset.open === undefined)
        || chosen.some(select => row.dataset[select.name] !== select.value)
        || wanted.some(word => !wordsOf(row).includes(word));
      if (!row.hidden) { shown++; }
    }

    // A heading without rows says nothing.
    let heading = null;
    for (const item of list.children) {
      if (item.classList.contains('when')) { heading = item; heading.hidden = true; } else if (heading && !item.hidden) { heading.hidden = false; }
    }

    told.textContent = shown === rows.length ? `${number(rows.length)} shown` : `${number(shown)} of ${number(rows.length)} shown`;
    none.hidden = shown > 0;
  };

  let waiting = 0;
  form.addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
  form.addEventListener('reset', () => setTimeout(apply));
  form.addEventListener('submit', event => event.preventDefault());
  form.hidden = false;
  apply();
}

// On paper nothing can be opened.
const opened = [];
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details:not([open])')) { details.open = true; opened.push(details); }
});
addEventListener('afterprint', () => {
  for (const details of opened.splice(0)) { details.open = false; }
});
