// Loads the cases a few at a time, each in a frame in which scripts run.
(async () => {
  const { count, together, patience } = document.currentScript.dataset
  const load = number => new Promise(resolve => {
    const frame = document.createElement('iframe')
    // No allow-modals: a dialog would stop everything. Scripts run.
    frame.sandbox = 'allow-scripts allow-same-origin allow-forms'
    frame.width = 800
    frame.height = 400
    const end = () => { frame.remove(); resolve() }
    const listener = event => {
      if (event.data === `done ${number}`) { removeEventListener('message', listener); end() }
    }
    addEventListener('message', listener)
    setTimeout(end, +patience)
    frame.src = `/case?case=${number}`
    document.body.append(frame)
  })
  for (let start = 0; start < +count; start += +together) {
    const end = Math.min(start + +together, +count)
    await Promise.all(Array.from({ length: end - start }, (_, index) => load(start + index)))
  }
  await fetch('/finished')
})()
