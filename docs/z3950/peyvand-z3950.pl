#!/usr/bin/perl
# Z39.50 for old clients: Debian's simple2zoom (libnet-z3950-simple2zoom-perl) in front of Peyvand's /sru.
#   perl peyvand-z3950.pl simple2zoom.xml @:2100
# simple2zoom joins the bytes of a term to text of its configuration, and Perl then encodes them a second time: every Persian
# word would arrive broken. Both mendings below give the bytes back as they came.
use strict;
use warnings;
use Net::Z3950::Simple2ZOOM;
use MARC::File::USMARC;

my ($config, @listen) = @ARGV;
die "usage: $0 CONFIG [YAZ-OPTIONS] [ADDRESS ...]\n" unless defined $config;

{
    no warnings 'redefine';
    my $query = \&ZOOM::Query::CQL::new;
    *ZOOM::Query::CQL::new = sub {
        my ($class, $text) = @_;
        utf8::downgrade($text, 1);
        return $query->($class, $text);
    };
    my $marc = \&MARC::Record::as_usmarc;
    *MARC::Record::as_usmarc = sub {
        my $bytes = $marc->(@_);
        utf8::encode($bytes) if utf8::is_utf8($bytes);
        return $bytes;
    };
}

Net::Z3950::Simple2ZOOM->new($config)->launch_server('peyvand-z3950', @listen);
