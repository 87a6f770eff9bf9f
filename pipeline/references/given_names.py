"""Common given names: they tell ``Mary Beard`` from ``Human Rights Watch`` where no comma does."""

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """
    aaron adam adele adolfo adrian adriana adriano afonso agnes agnieszka agnès agustín ahmed aino aisha alain alan
    albert alberta alberto alejandro aleksandr alessandra alessandro alex alexander alexandra alexandre alexis alfonso
    alfred alfredo alice alicia alison allan allen amanda amparo amy amélie ana anders andre andrea andreas andres
    andrew andrzej andré andrés angela angelika angelo anita anja anke ann anna anne annette annick annie anthony
    antoine anton antonella antonia antonio antónio antônio aníbal armand arne arnold arthur arturo asta astri astrid
    attila audrey august augusto axel barbara barry bastien beatrice beatriz begoña ben bengt benjamin benoît bernard
    bernardo bernd bernhard bert bertrand beth bettina betty bianca bill birger birgit bjarke björn bjørn blanca bob
    bogdan bohdan bonnie boris brad brenda brian bridget brigitte bruce bruna bruno béla caetano camille carl carla
    carlo carlos carlota carme carmen carol carolina caroline carolyn carsten catherine cathy cecilia cesare chantal
    charles charlotte chiara chris christian christiane christina christine christoph christophe christopher claire
    clara claude claudia claudine claudio claus clemens clifford cláudia colette colin connie consuelo corinne
    cornelia corrado craig cristiano cristina cynthia cyril cyrille cécile célia dagmar dan daniel daniela daniele
    danielle danuta dario david dawn dean deborah debra delphine denis denise dennis derek detlef diana diane didier
    diego dieter dietrich dmitri dmitry dolores domenico dominique don donald donatella donna dora doris dorothy
    douglas dragan duncan dušan eberhard eckhard edgar edith edmund edoardo edson eduardo edward edwin eero egon
    eileen einar elaine eleanor elena elfriede eli elio elisabeth elisabetta eliza elizabeth elke ellen elsa elvira
    emanuele emilia emilio emily emma emmanuel emmanuelle enrico enrique enzo eric erica erich erik erika ernest
    ernesto ernst esteban esther ettore eugene eugenio eugène eva evelyn ewa ezio fabienne fabio fabián fabrice
    fabrizio fatima federico felipe felix fernanda fernando filippo fiona flavia florence frances francesca francesco
    francis francisco franco francois frank františek franz françois françoise frauke fred frederic frederick
    friedrich fritz frode frédéric félix gabriel gabriela gabriele gabriella gary gaston gauthier gavin geneviève
    geoffrey georg george georges gerald gerard gerardo gerd gerhard germán giacomo giancarlo gianfranco gianni
    gilbert gilberto gilles gino giorgia giorgio giovanni gisela giulia giuliano giuseppe gloria gonzalo goran gordon
    gottfried graham grażyna greg gregor gregory guadalupe gudrun guglielmo guido guillaume guillermo gunilla gunnar
    gustav gustavo guy györgy gábor gérard günter günther halvor hannah hannelore hans harold harriet harry hartmut
    heather hedwig heidi heike heiner heinrich heinz helder helen helena helga helmut helmuth henri henriette henrik
    henry herbert herfried hermann hervé hilary hiroshi holger honoré horacio horst howard hubert hugh hugo håkan
    héctor hélène ian ignacio igor ilaria ildikó ilka ilse immanuel inga ingeborg ingo ingrid inés irene iris irma
    irmgard isaac isabel isabella isabelle ismael isolde istvan istván ivan ivana jacek jack jacob jacqueline jacques
    jaime james jamie jan jane janet janice janusz jaroslav jarosław jason javier jay jean jeanne jeff jeffrey jelena
    jennifer jens jeremy jerome jerry jerzy jesse jessica jesús jill jim jimmy jiří joachim joan joana joanna joaquín
    jochen joe joel joeri johan johann johanna johannes john johnny jon jonathan jordan jorge josef josefina joseph
    joshua josé joão joël juan juana judith judy juha jules julia julian julie julio jutta jános jérôme jörg jörn
    jürgen kaarina kai karel karen kari karin karl katalin katarina katarzyna kate katharina katherine kathleen
    kathryn kathy katie katja katrin kay kazimierz keith kelly ken kenneth kerstin kevin kim kirsten klara klaus
    konrad konstantin kristin kristina kristof krzysztof kurt kyle ladislav larry lars laura lauren laurence laurent
    lawrence leandro lee leena lena lennart leo leon leonard leonardo leonor leopold leslie leszek lewis liam libor
    linda lionel lisa lise liselotte liv ljiljana lloyd lois lorenzo lorraine lothar louis louise lourdes loïc luc
    luca lucas lucia luciano lucie lucien lucio lucy lucía ludger ludwig luigi luigia luis luisa luke lutz luís lydia
    lynn lászló lígia maciej madeleine magdalena magnus manfred manuel manuela marc marcel marcela marcelino marcello
    marcelo marcin marco marcos marcus marek margaret margarete margarita marguerite maria mariana marianne marie
    marija marilyn marina mario marion marit marjorie mark markus marlene marlies marta martha martin martina martine
    martín mary maryse maría massimo mathias mathieu matilde mats matthew matthias maurice mauricio maurizio mauro max
    maxime maximilian maya małgorzata mechthild melissa mercedes michael michaela michał michel michela michele
    michelle michèle miguel mike mikhail miklós mildred milena mirella mirjana miroslav mohamed mohammad mohammed
    moira monica monika monique montserrat muhammad márcia mónica nadia nancy naomi natalia natalie nathalie nathan
    nathaniel neil nicholas nick nicola nicolas nicole niels nigel niklas nikolai nils nina noam noel nora norbert
    noriko norman noël nuno nuria nélson octavio odile olaf olav oldřich olga oliver olivia olivier olof ornella oscar
    oskar oswald ottavio otto otávio owen pablo paola paolo pascal pascale patrice patricia patricio patrick patrizia
    paul paula pauline paulo pavel paweł peder pedro peggy pekka penelope penny per perrine peter petr petra phil
    philip philippe phillip phyllis piero pierre pieter pietro piotr rachel radek rafael raffaele ragnar rainer ralf
    ralph ramiro ramón raphaël ray raymond raúl rebecca regina reinhard reinhart renata renate renato renzo rené
    ricardo riccardo richard rita rob robert roberta roberto robin rocío rodolfo rodrigo roger roland rolf romain
    roman ron ronald rosa rosanna rose rosemarie rosemary ross roy rubén rudolf rui rupert russell ruth ryan ryszard
    régis rémi rémy rüdiger sabine sabrina sally salvatore samuel sandra sandrine sara sarah scott sean sebastian
    serena serge sergei sergio shahid sharon sheila shirley sibylle sidney siegfried sigrid sigrun sigurd silke
    silvana silvia silvio simon simone sissel slobodan sofia sofía solange solveig sonia sonja sophia sophie stanislav
    stanisław stanley stefan stefania stefano steffen steffi stephan stephanie stephen steve steven stig stuart
    stéphane susan susana susanna susanne suzanne sven sylvain sylvia sylvie sándor sébastien sérgio séverine sílvia
    tadeusz tamara tamás tania tanja tapio tara ted teodoro teresa terry theodor theodore theresa thibault thierry
    thomas thorsten tim timothy tiziana tobias todd tom tomas tomasz tomislav tommaso tomás tony torbjörn tore torsten
    traugott tristan trond tullio udo ulf ulla ulrich ulrike umberto unni ursula ute uwe valerie valerio valérie
    vanessa vasco vera verena veronica verónica vesna vicente vicki victor victoria viktor vincent vincenzo viola
    virginia virginie vittorio vladimir vladimír volker václav véronique walter walther waltraud wanda warren wayne
    wendy werner wilfried wilhelm will william winfried winston wojciech wolf wolfgang wolfram xavier yann yannick
    yolanda yvan yves yvonne zachary zbigniew zdeněk zoe zofia zoltán zoran zsuzsa álvaro ángel élisabeth émile
    étienne óscar
    """.split()
)


def begins_with_given(words: str) -> bool:
    """Say whether words surely begin with a given name: an initial with its full stop, or a name that is known."""
    first = words.split(maxsplit=1)[0]
    return first[-1] == "." or first.split("-")[0].lower() in GIVEN_NAMES
