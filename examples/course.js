const [form, status, sent] = ['#question', '#status', '#sent'].map((id) => document.querySelector(id));
const lab = form.querySelector('regularization-lab');

// A course system would save the score here: SCORM's `cmi.score.scaled`, an xAPI statement, or a message to the page of the system.
lab.addEventListener('checked', ({ detail: { passed, conditions } }) => {
  const open = conditions.filter((condition) => !condition.passed);
  status.textContent = passed
    ? 'Solved.'
    : `Not solved any more: ${open.map(({ text, actual }) => `${text}, now ${actual}`).join('; ')}.`;
});

form.addEventListener('submit', (event) => {
  event.preventDefault();
  const answer = new FormData(form).get('answer');
  // Whoever marks the answer opens it in the lab.
  sent.textContent = `answer=${answer}`;
  sent.hidden = false;
  document.querySelector('#answer-part').disabled = true;
});

form.addEventListener('reset', () => {
  document.querySelector('#answer-part').disabled = false;
  sent.hidden = true;
  status.textContent = 'Not solved yet.';
});
