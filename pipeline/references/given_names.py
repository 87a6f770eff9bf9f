"""Common given names: they tell ``Mary Beard`` from ``Human Rights Watch`` where no comma does."""

from typing import Final

GIVEN_NAMES: Final = frozenset(
    """
    aaron adam adele adrian adriana agnes ahmed aisha alain alan albert alberto alejandro aleksandr alessandro alex
    alexander alexandra alexandre alexis alfred alfredo alice alicia alison allan allen amanda amy ana anders andre
    andrea andreas andres andrew andrzej andré andrés angela angelika angelo anita ann anna anne annette annie anthony
    antoine anton antonia antonio antónio arnold arthur arturo astrid audrey august augusto axel barbara barry beatrice
    beatriz ben benjamin bernard bernd bernhard bernardo bert beth betty bill bjarke bjørn bob bonnie boris brad brenda
    brian bridget bruce bruno camille carl carla carlo carlos carmen carol carolina caroline carolyn carsten catherine
    cathy cecilia charles charlotte chiara chris christian christiane christina christine christoph christophe
    christopher claire clara claude claudia claus clifford colin connie craig cristina cynthia cyril dan daniel daniela
    daniele danielle david dawn dean deborah debra denis denise dennis derek diana diane didier diego dieter dmitri
    dmitry dominique don donald donna dora doris dorothy douglas duncan edgar edith edmund eduardo edward edwin eileen
    elaine eleanor elena eli elisabeth eliza elizabeth ellen elsa emily emma emmanuel enrique eric erica erich erik
    ernest ernst esther eugene eva evelyn fatima felix fernando fiona florence frances francesca francesco francis
    francisco franco francois frank françois franz fred frederic frederick friedrich fritz gabriel gabriela gabriele
    gary gavin geoffrey george georg georges gerald gerard gerd gerhard gilbert giorgio giovanni giulia giuseppe gloria
    gonzalo gordon graham greg gregory guido guillaume guillermo gunnar gustav guy hannah hans harold harriet harry
    heather heidi heinrich heinz helen helena helga helmut henri henrik henry herbert hermann hilary hiroshi howard hugh
    hugo ian ignacio igor ilse immanuel ingrid inga irene iris isaac isabel isabella ivan jack jacob jacqueline jacques
    james jamie jan jane janet janice jason javier jay jean jeff jeffrey jennifer jeremy jerome jerry jesse jessica jill
    jim jimmy joachim joan joanna jochen joe joel joeri johan johann johanna johannes john johnny jon jonathan jordan
    jorge joseph joshua josé juan juana juha judith judy julia julian julie jürgen jörg karen karin karl katarina kate
    katharina katherine kathleen kathryn kathy katie kay keith kelly ken kenneth kerstin kevin kim kirsten klaus konrad
    kristin kristina kurt kyle lars larry laura lauren laurence laurent lawrence lee leo leon leonard leonardo leslie
    lewis liam linda lisa lloyd lois lorenzo lorraine louis louise luca lucas lucia lucien lucy ludwig luigi luis luisa
    luke lydia lynn magdalena manfred manuel marc marcel marcelo marcin marco marcos marcus margaret margarita maria
    mariana marianne marie marilyn mario marion marjorie mark markus marta martha martin martina mary massimo mathias
    matthew matthias maurice mauro max maximilian maya melissa michael michel michele michelle miguel mike mikhail
    mildred mohamed mohammad mohammed moira monica monika muhammad nancy naomi natalia natalie nathan nathaniel neil
    nicholas nick nicola nicolas nicole niels nigel nikolai nils nina noam noel nora noriko norman nuno olga oliver
    olivia olivier oscar oskar otto owen pablo paola paolo pascal patricia patrick paul paula pauline pavel pedro peggy
    penelope penny per peter petra phil philip philippe phillip phyllis pierre pieter pietro rachel rafael rainer ralf
    ralph ramón ray raymond rebecca regina reinhard rené ricardo richard rita rob robert roberta roberto robin rodrigo
    roger roland rolf roman ron ronald rosa rose rosemary ross roy rudolf rupert russell ruth ryan sabine sally samuel
    sandra sara sarah scott sean sebastian serge sergei sergio shahid sharon sheila shirley sidney silvia simon simone
    sofia sonia sophia sophie stanley stefan stefania stefano steffen stephan stephanie stephen steve steven stuart
    susan susanna susanne suzanne sven sylvia tamara tania tara ted teresa terry theodor theodore theresa thierry thomas
    tim timothy tobias todd tom tomas tomás tony ulrich umberto ursula valerie vanessa vera veronica vicki victor
    victoria vincent viola virginia vladimir walter wanda warren wayne wendy werner wilhelm will william winston wolf
    wolfgang xavier yolanda yves yvonne zachary zoe
    """.split()
)
