/** What everybody looks at: that a commit is found in the history needs no telling. */
export const everydayLook = /^(?:git (?:log|status|branch|show|diff|tag)|ls|ll|cat|head|tail|grep|rg|find|pwd|echo)$/;
