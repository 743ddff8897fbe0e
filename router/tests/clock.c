/* Preloaded into a program it gives it a calendar that is wrong: an hour ahead when it is first
 * asked, and each time an hour earlier than before. Clocks that only go forward are left alone. */

#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long asked = -1;

static void calendar(struct timespec *now) {
	syscall(SYS_clock_gettime, CLOCK_REALTIME, now);
	now->tv_sec -= 3600 * __atomic_fetch_add(&asked, 1, __ATOMIC_RELAXED);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
	if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE)
		return syscall(SYS_clock_gettime, clock, now);
	calendar(now);
	return 0;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
	struct timespec exact;
	(void)zone;
	calendar(&exact);
	now->tv_sec = exact.tv_sec;
	now->tv_usec = exact.tv_nsec / 1000;
	return 0;
}

time_t time(time_t *now) {
	struct timespec exact;
	calendar(&exact);
	if (now)
		*now = exact.tv_sec;
	return exact.tv_sec;
}
