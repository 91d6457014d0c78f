export { type CompressOptions, compressImage } from "./compress";
export { type FileLink, link } from "./link";
export { type UploadOptions, upload } from "./upload";
