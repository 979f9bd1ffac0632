export { desk } from "./en"
