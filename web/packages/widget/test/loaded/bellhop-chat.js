/** Stands in for the widget: the test has defined the element. */
export {};
