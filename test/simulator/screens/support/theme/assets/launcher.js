document.documentElement.dataset.launcher = "here";
