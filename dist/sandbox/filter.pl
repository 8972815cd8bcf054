#!/usr/bin/perl
# Sets a seccomp filter for good, and becomes the command.
#   perl -e "$(cat filter.pl)" PRCTL PROGRAM COMMAND...
# PRCTL: number of that system call here. PROGRAM: instructions of linux/filter.h, in hexadecimal digits.
# Needs no_new_privs to be set already; 22 and 2 are PR_SET_SECCOMP and SECCOMP_MODE_FILTER.
my ($prctl, $digits, @command) = @ARGV;
my $program = pack('H*', $digits);
my $filter = pack('S x![P] P', length($program) / 8, $program);
syscall($prctl, 22, 2, $filter) == 0 or die "the seccomp filter could not be set: $!\n";
exec { $command[0] } @command or die "$command[0]: $!\n";
