/** A short file with a name that stays; what it brings has a name that tells its contents, and is cached for good. */
import "./element";
