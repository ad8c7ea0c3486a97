/** Long work that stops now and then, so that whoever runs it can let others have a turn. What comes out is the same. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** All the steps in one go. */
export function finished<T>(steps: Steps<T>): T {
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) {
      return step.value;
    }
  }
}
