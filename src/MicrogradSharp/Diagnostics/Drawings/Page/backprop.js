"use strict";
(() => {
  const find = id => document.getElementById(id);
  const steps = JSON.parse(find("steps").textContent);
  const graph = find("graph");
  const nodes = [...graph.querySelectorAll(".mg-node")].map((element, i) => ({
    element,
    grad: element.querySelector(".mg-grad"),
    // the leaves are there from the start; an operation appears with the step that computes it
    appears: Math.max(0, steps.findIndex(step => !step.backward && step.node === i)),
  }));
  const firstBackward = steps.findIndex(step => step.backward);
  const last = steps.length - 1;
  let current = 0;
  let timer = 0;
  let lit = [];

  function light(element, ...classes) {
    element.classList.add(...classes);
    lit.push([element, classes]);
  }

  function keepInView(elements) {
    const frame = graph.getBoundingClientRect();
    const boxes = elements.map(element => element.getBoundingClientRect());
    const outside = boxes.some(box => box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom);
    if (!outside) return;
    const middle = (from, to) => (Math.min(...boxes.map(from)) + Math.max(...boxes.map(to))) / 2;
    graph.scrollLeft += middle(box => box.left, box => box.right) - (frame.left + frame.right) / 2;
    graph.scrollTop += middle(box => box.top, box => box.bottom) - (frame.top + frame.bottom) / 2;
  }

  function showGradients() {
    const shown = nodes.map(() => "0");
    for (let i = firstBackward; i <= current; i++) {
      if (steps[i].gradient !== undefined) shown[steps[i].node] = steps[i].gradient;
    }
    nodes.forEach((node, i) => { node.grad.textContent = shown[i]; });
  }

  function show(step) {
    current = Math.min(Math.max(step, 0), last);
    const { backward, node, from, edge, formula, note } = steps[current];
    lit.forEach(([element, classes]) => element.classList.remove(...classes));
    lit = [];
    nodes.forEach(({ element, appears }) => {
      element.classList.toggle("mg-pending", appears > current);
      element.classList.toggle("mg-ungraded", !backward);
    });
    showGradients();
    if (node !== undefined) light(nodes[node].element, "mg-current", backward ? "mg-graded" : "mg-forward");
    if (from !== undefined && from !== node) light(nodes[from].element, "mg-from");
    if (edge !== undefined) light(find(edge), "mg-flow");
    const [target, source] = [node, from].map(i => (i === undefined ? [] : [nodes[i].element]));
    keepInView([...target, ...source]);
    keepInView(target);     // where both do not fit

    find("formula").replaceChildren(...formula.map(([role, text]) => {
      const part = document.createElement("span");
      part.className = role;
      part.textContent = text;
      return part;
    }));
    find("note").textContent = note;
    find("phase").textContent = `${backward ? "Backward" : "Forward"}: step ${current + 1} of ${steps.length}`;
    find("progress").setAttribute("aria-valuenow", current + 1);
    find("progress").firstElementChild.style.transform = `scaleX(${(current + 1) / steps.length})`;
    if (current === last) pause();
  }

  function pause() {
    clearInterval(timer);
    timer = 0;
    find("play").textContent = "Play";
  }

  function go(step) {
    pause();
    show(step);
  }

  function togglePlay() {
    if (timer !== 0) return pause();
    show(current === last ? 0 : current + 1);
    if (current === last) return;
    find("play").textContent = "Pause";
    timer = setInterval(() => show(current + 1), 1800);
  }

  const actions = {
    first: () => go(0),
    back: () => go(current - 1),
    play: togglePlay,
    next: () => go(current + 1),
    last: () => go(last),
  };
  const keys = { Home: "first", ArrowLeft: "back", " ": "play", ArrowRight: "next", End: "last" };

  for (const [id, act] of Object.entries(actions)) find(id).addEventListener("click", act);
  document.addEventListener("keydown", event => {
    const action = keys[event.key];
    const pressesButton = event.key === " " && event.target instanceof HTMLButtonElement;
    if (!action || pressesButton || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    actions[action]();
  });

  find("progress").setAttribute("aria-valuemax", steps.length);
  find("controls").hidden = false;
  show(0);
})();
