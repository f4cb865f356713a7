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
