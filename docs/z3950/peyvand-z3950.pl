#!/usr/bin/perl
# Z39.50 for old clients: Debian's simple2zoom (libnet-z3950-simple2zoom-perl) in front of Peyvand's /sru.
#   perl peyvand-z3950.pl simple2zoom.xml @:2100
# simple2zoom joins the bytes of a term to text of its configuration, and Perl then encodes them a second time: every Persian
# word would arrive broken: two mendings give the bytes back as they came. Proximity, at which simple2zoom falls over, is told
# in CQL; of orders only what the client asked for reaches /sru.
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
        # A set that is sorted again is asked for anew with both orders: the last one counts.
        $text =~ s/ sortby [^()"]*\)/)/g;
        # Z39.50's "null" for a missing value leaves no record out, which is what simple2zoom makes of it.
        $text =~ s{/sort\.missing(?:Omit|Value=UNSPECIFIED)}{}g;
        return $query->($class, $text);
    };
    *Net::Z3950::RPN::Prox::_toCQL = \&proximity;
    my $marc = \&MARC::Record::as_usmarc;
    *MARC::Record::as_usmarc = sub {
        my $bytes = $marc->(@_);
        utf8::encode($bytes) if utf8::is_utf8($bytes);
        return $bytes;
    };
}

sub proximity {
    my ($self, @with) = @_;
    my ($how) = grep { ref eq 'Net::Z3950::RPN::Prox::Attributes' } @$self;
    my $relation = { 1 => '<', 2 => '<=', 3 => '=', 4 => '>=', 5 => '>', 6 => '<>' }->{ $how->{relationType} };
    # Bib-1: 201 this combination, 131 the relation, 132 the unit; 2 is the word.
    Net::Z3950::Simple2ZOOM::_throw(201, 'exclusion') if $how->{exclusion};
    Net::Z3950::Simple2ZOOM::_throw(131, $how->{relationType}) unless defined $relation;
    Net::Z3950::Simple2ZOOM::_throw(132, $how->{known} // $how->{zprivate}) unless ($how->{known} // 0) == 2;
    my $prox = "prox/distance$relation$how->{distance}/unit=word/" . ($how->{ordered} ? 'ordered' : 'unordered');
    return '(' . $self->[0]->_toCQL(@with) . " $prox " . $self->[1]->_toCQL(@with) . ')';
}

Net::Z3950::Simple2ZOOM->new($config)->launch_server('peyvand-z3950', @listen);
