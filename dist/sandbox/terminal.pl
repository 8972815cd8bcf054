#!/usr/bin/perl
# Gives a command that enters a sandbox a terminal of that sandbox's own, and stands between it and ours, which is our standard
# streams: so it has a name there, and can be the command's controlling one (enter.sh, by XARCH_TERMINAL).
#   perl terminal.pl HOLDER UID COMMAND...
# HOLDER: PID of the sandbox's PID 1. UID: who the command will be inside, to whom the terminal belongs there.
# Ends as the command does. Ours is as it was then, unless somebody has set it otherwise meanwhile: the shell that has started
# us, after our caller was killed.
use strict;
use warnings;
use Errno qw(EAGAIN EINTR);
use Fcntl qw(O_RDWR O_NOCTTY O_NONBLOCK);
use POSIX qw(:termios_h :sys_wait_h);

# TIOCGWINSZ, TIOCSWINSZ, TIOCSPTLCK, TIOCGPTPEER (Linux 4.13): asm-generic/ioctls.h, and those that arch/powerpc and arch/mips have
# instead, which agree in these.
my ($get_size, $set_size, $lock, $open_peer) =
    (POSIX::uname())[4] =~ /^(?:ppc|mips)/
    ? (0x40087468, 0x80087467, 0x80045431, 0x20005441)
    : (0x5413, 0x5414, 0x40045431, 0x5441);
my $look = 0.25;      # seconds between two looks at our size: who is in another session is not told of a change
my $late = 0.02;      # what the command has written last may still be on its way for so long
my $chunk = 4096;     # what a terminal takes at once

my ($holder, $uid, @command) = @ARGV;

# Whoever calls us has a session without a terminal: none that is opened here may become ours (O_NOCTTY).
sub terminal_inside {
    my $path = "/proc/$holder/root/dev/pts/ptmx";
    sysopen(my $master, $path, O_RDWR | O_NOCTTY | O_NONBLOCK) or return;
    my $unlocked = pack 'i', 0;
    ioctl($master, $lock, $unlocked) or return;
    my $number = ioctl($master, $open_peer, O_RDWR | O_NOCTTY) or return;
    open(my $slave, '+<&=', $number) or return;
    my $owner = outside_id($uid);
    chown $owner, -1, $slave if defined $owner; # where there is one id alone, it is theirs already
    return ($master, $slave);
}

# What an id of the sandbox is here.
sub outside_id {
    my ($id) = @_;
    open(my $map, '<', "/proc/$holder/uid_map") or return;
    while (<$map>) {
        my ($inside, $outside, $count) = split;
        return $outside + $id - $inside if $id >= $inside && $id < $inside + $count;
    }
    return;
}

my ($master, $slave) = terminal_inside();
unless ($slave) {
    warn "xarch: warning: the sandbox gives no terminal, so there is no job control: $!\n";
    exec { $command[0] } @command or die "$command[0]: $!\n";
}

my $size = '';

sub follow_size {
    my $now = pack 'S4', 0, 0, 0, 0; # struct winsize
    return if !ioctl(STDIN, $get_size, $now) || $now eq $size;
    $size = $now;
    ioctl($master, $set_size, $now); # tells who is in its foreground
}

sub flags {
    my $terminal = POSIX::Termios->new;
    return '' unless defined $terminal->getattr(0);
    return join ' ', map { $terminal->$_ } qw(getiflag getoflag getcflag getlflag);
}

my $before = POSIX::Termios->new;
$before->getattr(0);
$before->setattr(fileno($slave), TCSANOW); # its keys, and what else was set by hand
follow_size();

my $child = fork;
die "no process could be started: $!\n" unless defined $child;
if ($child == 0) {
    POSIX::dup2(fileno($slave), $_) for 0 .. 2;
    $ENV{XARCH_TERMINAL} = 1;
    no warnings 'exec';
    exec { $command[0] } @command or warn "$command[0]: $!\n";
    POSIX::_exit(127);
}
close $slave;

my $asked;
$SIG{$_} = sub { $asked = $_[0] } for qw(HUP INT QUIT TERM);
$SIG{$_} = sub { } for qw(CHLD PIPE);

# What is typed comes through as it is, and is made signals and lines of by the terminal inside. As cfmakeraw(3) does it.
my $raw = '';

sub make_raw {
    my $terminal = POSIX::Termios->new;
    $terminal->getattr(0);
    $terminal->setiflag(
        $terminal->getiflag & ~(IGNBRK | BRKINT | PARMRK | ISTRIP | INLCR | IGNCR | ICRNL | IXON));
    $terminal->setoflag($terminal->getoflag & ~OPOST);
    $terminal->setlflag($terminal->getlflag & ~(ECHO | ECHONL | ICANON | ISIG | IEXTEN));
    $terminal->setcflag($terminal->getcflag & ~(CSIZE | PARENB) | CS8);
    $terminal->setcc(VMIN, 1);
    $terminal->setcc(VTIME, 0);
    $terminal->setattr(0, TCSANOW);
    $raw = flags();
}

sub restore {
    $before->setattr(0, TCSADRAIN) if $raw ne '' && flags() eq $raw;
    $raw = '';
}

# A set for select that has one descriptor in it.
sub one {
    my ($number) = @_;
    my $set = '';
    vec($set, $number, 1) = 1;
    return $set;
}

# Our terminal is shared, so it cannot be told not to block; a chunk does not take it long.
sub show {
    my ($bytes) = @_;
    while (length $bytes) {
        my $written = syswrite STDOUT, $bytes;
        if (defined $written) { substr($bytes, 0, $written) = '' }
        elsif ($!{EAGAIN}) { select(undef, one(1), undef, $look) }
        elsif (!$!{EINTR}) { return hang_up() }
        return if $asked;
    }
}

# Ours is gone: so is theirs, which the kernel tells them.
sub hang_up {
    close $master if $master;
    undef $master;
}

# Whether more may come.
sub pass_output {
    my $got = sysread $master, my ($bytes), $chunk;
    if ($got) { show($bytes) }
    elsif (defined $got || !($!{EAGAIN} || $!{EINTR})) { hang_up() } # nobody has it open any more
    return defined $master;
}

my $typed = '';

sub pass_input {
    my ($is_readable) = @_;
    if ($is_readable) {
        my $got = sysread STDIN, $typed, $chunk;
        return hang_up() if !$got && (defined $got || !($!{EAGAIN} || $!{EINTR}));
    }
    return if $typed eq '';
    my $written = syswrite $master, $typed;
    substr($typed, 0, $written) = '' if defined $written;
}

# How the command has ended, or undef. Nobody could let it go on if it stopped itself.
sub status {
    my $ended = waitpid $child, WNOHANG | WUNTRACED;
    return if $ended != $child;
    return ${^CHILD_ERROR_NATIVE} unless WIFSTOPPED(${^CHILD_ERROR_NATIVE});
    kill 'CONT', $child;
    return;
}

make_raw();
my $status;
until ($asked || defined($status = status())) {
    my ($readable, $writable) = ('', '');
    if ($master) {
        follow_size();
        vec($readable, fileno($master), 1) = 1;
        vec($readable, 0, 1) = 1 if $typed eq '';
        vec($writable, fileno($master), 1) = 1 if $typed ne '';
    }
    next if select($readable, $writable, undef, $look) <= 0 || !$master;
    my $number = fileno $master;
    my ($has_input, $has_room) = (vec($readable, 0, 1), vec($writable, $number, 1));
    pass_output() if vec $readable, $number, 1;
    pass_input($has_input) if $master && ($has_input || $has_room);
}
for (my $rounds = 0; defined $status && $master && $rounds < 256; $rounds++) { # someone in the background may go on
    last unless select(one(fileno $master), undef, undef, $late) > 0 && pass_output();
}
restore();
exit WEXITSTATUS($status) if defined $status && WIFEXITED($status);
my $signal = defined $status ? WTERMSIG($status) : $asked;
hang_up();
$SIG{$_} = 'DEFAULT' for qw(HUP INT QUIT TERM PIPE CHLD);
kill $signal, $$;
exit 125;
