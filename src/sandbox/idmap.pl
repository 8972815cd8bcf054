#!/usr/bin/perl
# Makes SOURCE (rbind: with all that is mounted in it) visible at TARGET with other owners: an idmapped mount, which mount(8) makes
# from util-linux 2.39 on. What belongs to N on the disk belongs to the id there that the user namespace has for its own N.
#   perl idmap.pl NAMESPACE SOURCE TARGET bind|rbind
# NAMESPACE: the file of a user namespace (/proc/PID/ns/user).
# The numbers of these system calls are the same on all architectures that Linux has but alpha; those of flags are from
# linux/mount.h and linux/fcntl.h.
use strict;
use warnings;

my ($open_tree, $move_mount, $mount_setattr) = (428, 429, 442);
my ($at_fdcwd, $at_empty_path, $at_recursive) = (-100, 0x1000, 0x8000);
my ($clone, $idmap, $from_descriptor) = (1, 0x00100000, 4);
my ($namespace, $source, $target, $how) = @ARGV;
my $depth = $how eq 'rbind' ? $at_recursive : 0;
my $empty = '';

sub fail {
    my ($what) = @_;
    die "$what: $!\n";
}

open(my $owners, '<', $namespace) or fail($namespace);
my $tree = syscall($open_tree, $at_fdcwd, $source, $clone | $depth);
fail("$source cannot be taken") if $tree < 0;
# struct mount_attr: flags to set, to clear, propagation, descriptor of the user namespace.
my $attributes = pack('Q4', $idmap, 0, 0, fileno($owners));
syscall($mount_setattr, $tree, $empty, $at_empty_path | $depth, $attributes, length $attributes) == 0
    or fail("the file system of $source cannot show its files as another user's");
syscall($move_mount, $tree, $empty, $at_fdcwd, $target, $from_descriptor) == 0
    or fail("$source cannot be mounted at $target");
