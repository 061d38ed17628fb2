import { App } from 'antd';
import { useErrorText } from '../app/errors.ts';
import { useDoneMessage } from '../history/use-undo.tsx';

/** Does one step and says what came of it, with the way back. Answers whether it went through. */
export function useWork(): (
  doing: () => Promise<{ readonly batch: string | null }>,
  said: string,
) => Promise<boolean> {
  const { message } = App.useApp();
  const errorText = useErrorText();
  const done = useDoneMessage();
  return async (doing, said) => {
    try {
      const { batch } = await doing();
      done(said, batch);
      return true;
    } catch (error) {
      message.error(errorText(error));
      return false;
    }
  };
}
