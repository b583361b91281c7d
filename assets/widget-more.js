// What a reader asks for now and then: taken in by the widget when it is needed. Nothing is in here yet.
export {};
