import fc from "fast-check"

/** The same cases every time, unless others are asked for: what fails, fails again. */
fc.configureGlobal({ seed: Number(process.env.KLARNA_FAULT_SEED ?? 20_240_229) })
