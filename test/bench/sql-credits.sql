select bench_credit(100);
