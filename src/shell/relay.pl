#!/usr/bin/perl
# Stands between the runner and a step's sandbox: holds the lifeline, hands signals on, ends as the command has ended.
#   perl relay.pl [KEY VALUE]... -- COMMAND...
# as-root: the words, one each, that get a command root: none, those of sudo, or of unshare, whose root is that of a namespace of the
# user's. token: at whose sight the runner listens to commands again. lent: a file that is to be made, in a folder of its own, for who
# cannot write to the runner's own, and behind it that one (lending.ts). The rest is for enclose.sh, which runs as root. The lifeline has
# to be one of a pair of sockets (hold.sh), which bash cannot make. When this process ends, whatever its end, the sandbox ends. Of the
# environment XARCH_* alone is handed on.
# No "use strict" here: what it loads takes 2 ms.
delete @ENV{grep !/^XARCH_/, keys %ENV};
$ENV{PATH} = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
my ($scripts) = $0 =~ m{^(.*)/};
my ($self, @as_root, @inside, $by_tool, $token, @lent) = $$;
while ($ARGV[0] ne '--') {
    my ($key, $value) = splice @ARGV, 0, 2;
    $by_tool = 1 if $key eq 'how';
    if ($key eq 'as-root') { push @as_root, $value }
    elsif ($key eq 'token') { $token = $value }
    elsif ($key eq 'lent') { push @lent, $value }
    else { push @inside, $key, $value }
}
my @command = ('bash', '-p', "$scripts/enclose.sh", @inside, @ARGV);
my $by_sudo = @as_root && $as_root[0] eq 'sudo';
if ($by_sudo) {
    my $names = join ',', 'XARCH_NAMES', map { "XARCH_E_$_" } split / /, $ENV{XARCH_NAMES};
    unshift @command, "--preserve-env=$names";
}

sub copy {
    my ($from, $offset, $how, $to) = @_;
    open(my $in, '<', $from) or return;
    open(my $out, $how, $to) or return;
    seek $in, $offset, 0;
    while (read $in, my $bytes, 65536) { print $out $bytes }
    return close $out;
}
my %size;
for (my $at = 0; $at < @lent; $at += 2) {
    my ($copy, $own) = @lent[$at, $at + 1];
    mkdir $copy =~ s{/[^/]*$}{}r, 0700;
    copy($own, 0, '>', $copy) or die "no copy of $own could be made: $!\n";
    chmod 0666, $copy;
    $size{$copy} = -s $copy // 0;
}

# Adds what was added; one that is shorter than before was written anew.
sub give_back {
    while (my ($copy, $own) = splice @lent, 0, 2) {
        my $is_longer = (-s $copy // 0) >= $size{$copy};
        copy($copy, $is_longer ? $size{$copy} : 0, $is_longer ? '>>' : '>', $own) or warn "$own could not be written: $!\n";
        unlink $copy;
        rmdir $copy =~ s{/[^/]*$}{}r;
    }
}
END {
    if ($$ == $self) {
        local $?;
        give_back();
        syswrite STDOUT, "\n::$token\::\n" if defined $token; # at a line's begin, whatever stood there
    }
}

socketpair(my $ours, my $theirs, 1, 1, 0) or die "no pair of sockets: $!\n"; # AF_UNIX and SOCK_STREAM on Linux
my $started = fork;
defined $started or die "no further process: $!\n";
if ($started == 0) {
    setpgrp(0, 0); # signals of a terminal go to the guest by us alone
    open(STDIN, '<&', $theirs) or die "no lifeline: $!\n";
    exec @as_root, @command or die "$command[0]: $!\n";
}
close $theirs;

# Children of a process, and the session that it belongs to; proc(5).
sub children {
    my ($pid) = @_;
    open(my $list, '<', "/proc/$pid/task/$pid/children") or return;
    return split / /, <$list> // '';
}
sub session {
    my ($pid) = @_;
    open(my $stat, '<', "/proc/$pid/stat") or return 0;
    return (split / /, (<$stat> // '') =~ s/.*\) //r)[3] // 0;
}

# The nearest process below ours that leads a session: the guest's first (enter.sh). bubblewrap and PRoot lead it themselves and
# heed no signals: the guest is there once they have a child.
sub find_session {
    my @generation = ($started);
    while (@generation) {
        @generation = map { children($_) } @generation;
        for my $pid (@generation) { return $by_tool && !children($pid) ? undef : $pid if session($pid) == $pid }
    }
    return;
}

sub send_as_root {
    my ($name, $session) = @_;
    my @entering = $by_sudo ? @as_root : ('nsenter', "--user=/proc/$started/ns/user", '--preserve-credentials', '--');
    my $sender = fork;
    if (defined $sender && $sender == 0) {
        exec @entering, 'kill', '-s', $name, '--', "-$session" or exit 127;
    }
    waitpid $sender, 0 if $sender;
}

sub hand_on {
    my ($name, $number) = @_;
    local ($?, $!);
    for (1 .. 50) { # one that is not there yet is waited for
        my $session = find_session();
        if ($session) {
            return send_as_root($name, $session) if @as_root;
            kill "-$name", $session;
            return;
        }
        return unless -d "/proc/$started";
        select undef, undef, undef, 0.01;
    }
    exit 128 + $number;
}
$SIG{HUP} = sub { hand_on('HUP', 1) };
$SIG{INT} = sub { hand_on('INT', 2) };
$SIG{TERM} = sub { hand_on('TERM', 15) };

waitpid $started, 0; # goes on after a signal
exit($? & 127 ? 128 + ($? & 127) : $? >> 8);
