export { type CompressOptions, compressImage } from "./compress";
export { type FileLink, type LinkOptions, link } from "./link";
export { type Attachment, type UploadOptions, upload } from "./upload";
