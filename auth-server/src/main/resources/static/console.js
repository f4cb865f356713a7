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

// What is good for something only with a script.
for (const part of document.querySelectorAll('[data-with-script]')) {
	part.hidden = false;
}

// A search with data-filter="<id>" shows while one types which of that element's [data-name] fit; a list in the list has its own.
for (const search of document.querySelectorAll('[data-filter]')) {
	const list = document.getElementById(search.dataset.filter);
	const items = [...list.querySelectorAll('[data-name]')].filter((item) => (item.parentElement.closest('[data-names]') ?? list) === list);
	const none = [...list.querySelectorAll('[data-none]')].at(-1);
	if (search.form?.method === 'post') {
		search.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
	}
	search.addEventListener('input', () => {
		const part = search.value.trim().toLocaleLowerCase();
		let found = 0;
		for (const item of items) {
			item.hidden = !item.dataset.name.toLocaleLowerCase().includes(part);
			found += item.hidden ? 0 : 1;
		}
		for (const section of list.querySelectorAll('section')) {
			section.hidden = !section.querySelector('[data-name]:not([hidden])');
		}
		none.hidden = found > 0;
	});
}

// What stands in a field with data-check="<path>" is looked at while one types. The form is not sent by it.
for (const field of document.querySelectorAll('[data-check]')) {
	const answers = document.getElementById(field.id + '-checks');
	let waiting, asked = 0;
	const check = async () => {
		const sent = new URLSearchParams(new FormData(field.form));
		sent.set('field', field.id);
		const mine = ++asked;
		const answer = await fetch(field.dataset.check, { method: 'POST', body: sent }).catch(() => null);
		if (answer?.ok && mine === asked) {
			answers.innerHTML = await answer.text();
			field.setAttribute('aria-invalid', String(answers.childElementCount > 0));
		}
	};
	const later = () => {
		clearTimeout(waiting);
		waiting = setTimeout(check, 400);
	};
	field.addEventListener('input', later);
	field.form.addEventListener('change', (event) => event.target.name === 'kind' && field.value && later());
}

// A form with data-once is sent once, however often its button is pressed.
for (const form of document.querySelectorAll('form[data-once]')) {
	form.addEventListener('submit', (event) => {
		if (form.dataset.sent) {
			event.preventDefault();
		}
		form.dataset.sent = 'yes';
	});
	addEventListener('pageshow', () => delete form.dataset.sent);
}

// Sends what the form with data-try says to the admin API, and shows the answer.
for (const form of document.querySelectorAll('[data-try]')) {
	const operation = form.querySelector('#operation');
	const path = form.querySelector('#path');
	const answer = form.querySelector('#answer');
	const choose = () => { path.value = operation.value.split(' ')[1]; };
	form.hidden = false;
	choose();
	operation.addEventListener('change', choose);
	form.addEventListener('submit', async (event) => {
		event.preventDefault();
		const method = operation.value.split(' ')[0];
		const body = form.querySelector('#body').value;
		const headers = { 'X-API-Key': form.querySelector('#api-key').value };
		if (body && method !== 'GET') {
			headers['Content-Type'] = 'application/yaml';
		}
		const response = await fetch(path.value, { method, headers, credentials: 'omit', body: headers['Content-Type'] ? body : undefined });
		const text = await response.text();
		const json = (response.headers.get('Content-Type') ?? '').includes('json');
		answer.textContent = `${response.status} ${response.statusText}\n\n${json && text ? JSON.stringify(JSON.parse(text), null, 2) : text}`;
		answer.hidden = false;
	});
}

// A form with data-passkey asks that address what to ask of the browser's passkeys, and sends what they say.
if (window.PublicKeyCredential?.parseCreationOptionsFromJSON && window.isSecureContext) {
	for (const form of document.querySelectorAll('[data-passkey]')) {
		form.hidden = false;
		for (const sorry of document.querySelectorAll('[data-no-passkey]')) {
			sorry.hidden = true;
		}
		form.addEventListener('submit', async (event) => {
			event.preventDefault();
			const fault = form.querySelector('[data-fault]');
			fault.hidden = true;
			let sentence = form.dataset.stopped;
			try {
				const answer = await fetch(form.dataset.passkey, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
				const options = await answer.json();
				if (!answer.ok) {
					sentence = options.message ?? sentence;
					throw new Error(sentence);
				}
				const credential = options.rp
					? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
					: await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
				form.elements.credential.value = JSON.stringify(credential.toJSON());
			}
			catch {
				fault.textContent = sentence;
				fault.hidden = false;
				fault.focus();
				return;
			}
			form.submit();
		});
	}
}

// What is under way is looked at again after data-reload seconds; who reads or types somewhere in it keeps their place.
{
	const main = document.querySelector('main[data-reload]');
	const look = async () => {
		const answer = await fetch(location.href).catch(() => null);
		if (answer?.redirected) {
			location.reload();
			return;
		}
		const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), 'text/html');
		const now = page && page.querySelector('main');
		if (now) {
			main.replaceChildren(...now.childNodes);
			document.title = page.title;
		}
		if (!now || now.dataset.reload) {
			setTimeout(look, main.dataset.reload * 1000);
		}
	};
	if (main) {
		setTimeout(look, main.dataset.reload * 1000);
	}
}
