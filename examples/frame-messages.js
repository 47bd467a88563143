import { connect } from '../frame.js';

const labs = [...document.querySelectorAll('iframe')].map(connect);
const status = document.querySelector('#status');

/** Shows how many weights each lab keeps. */
async function showKept(scores) {
  const states = await Promise.all(labs.map((lab) => lab.getState()));
  const [l1, l2] = states.map(({ lambda }) => lambda);
  status.textContent = `λ = ${l1} under L1, ${l2} under L2; the last change left ${scores.exactZero} weights at exactly 0.`;
}

for (const lab of labs) {
  lab.addEventListener('change', async ({ detail }) => {
    const { lambda } = detail.state;
    // A lab that has this λ already fires no further change.
    await Promise.all(labs.map((one) => one !== lab && one.setState({ lambda })));
  });
  lab.addEventListener('converged', ({ detail }) => showKept(detail.scores));
}

document.querySelector('#converge').addEventListener('click', async () => {
  try {
    await Promise.all(labs.map((lab) => lab.converge()));
  } catch (error) {
    status.textContent = error.message;
  }
});

document.querySelector('#save').addEventListener('click', async () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([await labs[0].toCsv('path')], { type: 'text/csv' }));
  link.download = 'path.csv';
  link.click();
  URL.revokeObjectURL(link.href);
});

await Promise.all(labs.map((lab) => lab.ready));
status.textContent = 'Both frames are ready.';
