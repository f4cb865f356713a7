// What a page gains where there is a script. Every page works without.

// A button with data-copy="<id>" copies the text of that element, and says so.
for (const button of document.querySelectorAll('[data-copy]')) {
	button.hidden = false;
	button.addEventListener('click', async () => {
		await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
		button.nextElementSibling.textContent = button.dataset.copied;
	});
}

// What is wrong with a form is read first.
document.getElementById('faults')?.focus();

// A search with data-filter="<id>" shows while one types which of that element's [data-name] fit.
for (const search of document.querySelectorAll('[data-filter]')) {
	const list = document.getElementById(search.dataset.filter);
	search.addEventListener('input', () => {
		const part = search.value.trim().toLocaleLowerCase();
		let found = 0;
		for (const item of list.querySelectorAll('[data-name]')) {
			item.hidden = !item.dataset.name.toLocaleLowerCase().includes(part);
			found += item.hidden ? 0 : 1;
		}
		for (const section of list.querySelectorAll('section')) {
			section.hidden = !section.querySelector('[data-name]:not([hidden])');
		}
		list.querySelector('[data-none]').hidden = found > 0;
	});
}
