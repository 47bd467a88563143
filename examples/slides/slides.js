/** Starts the deck, and lets a lab play only while its slide is shown. */
import '../../define.js';
import Reveal from './reveal/reveal.esm.js';

const deck = new Reveal({ hash: true, width: 1280, height: 720, center: false, controls: false, transition: 'fade' });

/** The labs of a slide that start playing, without those that the audience starts. */
const labsOn = (slide) => slide?.querySelectorAll('regularization-lab:not([data-still])') ?? [];

function show({ previousSlide, currentSlide }) {
  for (const lab of labsOn(previousSlide)) {
    lab.pause();
  }
  for (const lab of labsOn(currentSlide)) {
    lab.play();
  }
}

deck.on('ready', show);
deck.on('slidechanged', show);
deck.initialize();
