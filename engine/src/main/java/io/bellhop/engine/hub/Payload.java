package io.bellhop.engine.hub;

import org.jspecify.annotations.Nullable;

/**
 * One outbound frame's JSON, shared by all its receivers on a shard. Each form that a transport
 * needs (a WebSocket frame, a compressed one, an SSE message) is made once. Confined to the shard's
 * loop.
 */
public final class Payload {
  private final byte[] json;
  private final @Nullable Made<?>[] forms;

  public Payload(byte[] json) {
    this.json = json;
    this.forms = new @Nullable Made<?>[Form.KINDS];
  }

  /** The frame as UTF-8. Not to be changed. */
  public byte[] json() {
    return json;
  }

  /** The frame in a transport's form, made at the first call. */
  @SuppressWarnings("unchecked") // each form has an index of its own
  public <F> F as(Form<F> form) {
    Made<F> made = (Made<F>) forms[form.index()];
    if (made == null) {
      made = new Made<>(form, form.encode(json));
      forms[form.index()] = made;
    }
    return made.frame();
  }

  /** Lets go of the forms, once every receiver has its own hold on them. */
  void release() {
    for (int i = 0; i < forms.length; i++) {
      Made<?> made = forms[i];
      if (made != null) {
        made.release();
        forms[i] = null;
      }
    }
  }

  private record Made<F>(Form<F> form, F frame) {
    void release() {
      form.release(frame);
    }
  }

  /** How a transport writes a frame. */
  public interface Form<F> {
    /** How many forms there may be. */
    int KINDS = 3;

    /** This form's place, below {@link #KINDS}. */
    int index();

    F encode(byte[] json);

    /** Lets go of what {@link #encode} made. */
    void release(F frame);
  }
}
